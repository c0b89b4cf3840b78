import { expect, it } from "vitest";
import type { GoverningService } from "../../src/explanation/statefulSetFacts.ts";
import { postgres } from "./healthy.ts";
import { copied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "GoverningServiceSelectsOthers";
const primary = { selector: { app: "postgres", role: "primary" }, selects: false } as const;
const alias: GoverningService = { name: "postgres", exists: true, type: "ExternalName", headless: false };

function governedBy(change: Partial<GoverningService>) {
  return postgres(({ governingService }) => ({
    governingService: { name: "postgres", ...governingService, ...change },
  }));
}

findingTable("GoverningServiceSelectsOthers", {
  valid: [
    [
      "it selects the pods by fewer labels than they have",
      governedBy({ selector: { app: "postgres" }, selects: true }),
    ],
    [
      "it has no selector: its endpoints are somebody's to write",
      postgres(() => ({
        governingService: { name: "postgres", exists: true, type: "ClusterIP", headless: true },
      })),
    ],
    ["it does not exist", postgres(() => ({ governingService: { name: "postgres", exists: false } }))],
  ],
  invalid: [
    [
      "it asks for one label too many",
      governedBy(primary),
      [
        {
          parameters: {
            service: "postgres",
            namespace: "data",
            externalName: false,
            selector: ["app=postgres", "role=primary"],
            labels: ["app=postgres"],
          },
          evidence: ["Service/postgres /spec/selector", "StatefulSet/postgres /spec/serviceName"],
        },
      ],
    ],
    [
      "it is an alias of a name outside the cluster",
      postgres(() => ({ governingService: alias })),
      [
        {
          parameters: { externalName: true, selector: [] },
          evidence: ["Service/postgres /spec/type", "StatefulSet/postgres /spec/serviceName"],
        },
      ],
    ],
    [
      "the StatefulSet's selector names no labels",
      postgres(() => ({ governingService: { ...alias, type: "ClusterIP", ...primary }, selectorLabels: {} })),
      [
        {
          parameters: { labels: [] },
          evidence: ["Service/postgres /spec/selector", "StatefulSet/postgres /spec/serviceName"],
        },
      ],
    ],
  ],
});

it("takes away the labels that it asks for too much", () => {
  expect(patchIn(copied(code, governedBy(primary)))).toEqual({
    spec: { selector: { app: "postgres", role: null } },
  });
});

it("makes an alias a headless Service", () => {
  expect(
    patchIn(
      copied(
        code,
        postgres(() => ({ governingService: alias })),
      ),
    ),
  ).toEqual({
    spec: { type: "ClusterIP", clusterIP: "None", externalName: null, selector: { app: "postgres" } },
  });
});
