import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import { managersOf } from "../../../src/rules/references/managers.ts";
import { asWorkload } from "../../../src/rules/workloads.ts";

const managers = (metadata: object) => managersOf(asWorkload("Deployment", { metadata } as KubeObject));

describe("who made a workload", () => {
  it("is nobody where a file has `labels:` and `annotations:` with nothing behind them", () => {
    expect(managers({ name: "web", labels: null, annotations: null })).toEqual([]);
  });

  it("is Helm by its annotation, beside labels that are null", () => {
    const annotations = { "meta.helm.sh/release-name": "shop" };
    expect(managers({ name: "web", labels: null, annotations })).toMatchObject([
      { by: "Helm", name: "shop" },
    ]);
  });
});
