import { describe, expect, it } from "vitest";
import { currentRevision, isUpdated } from "../../../src/kinds/daemonset/revisions.ts";
import type { ControllerRevision, DaemonSet } from "../../../src/kube/objects.ts";
import { current, fluentd, pod } from "./fluentd.ts";

const revision = (number: number, hash: string, ownerUid = "uid-fluentd"): ControllerRevision => ({
  metadata: {
    name: `fluentd-${hash}`,
    labels: { "controller-revision-hash": hash },
    ownerReferences: [
      { apiVersion: "apps/v1", kind: "DaemonSet", name: "fluentd", uid: ownerUid, controller: true },
    ],
  },
  revision: number,
});

describe("currentRevision", () => {
  it("is the highest number, which a rollback gives to the old one", () => {
    expect(currentRevision(fluentd(), [revision(3, "old"), revision(2, "newer")])).toEqual({
      name: "fluentd-old",
      revision: 3,
      hash: "old",
    });
  });
  it("is nobody else's", () => {
    expect(currentRevision(fluentd(), [revision(1, "a"), revision(9, "b", "uid-vector")])?.hash).toBe("a");
  });
  it("is unknown without any", () => {
    expect(currentRevision(fluentd(), [])).toBeUndefined();
  });
});

/** Upstream: pkg/controller/daemon/util/daemonset_util_test.go#TestIsPodUpdated (v1.36) */
describe("isUpdated", () => {
  const generation = (number: string): DaemonSet => ({
    ...fluentd(),
    metadata: { ...fluentd().metadata, annotations: { "deprecated.daemonset.template.generation": number } },
  });
  const podOf = (hash: string, number?: string) =>
    pod("node-1", { hash, ...(number !== undefined && { labels: { "pod-template-generation": number } }) });

  it.each([
    ["both marks match", generation("12"), podOf(current.hash, "12"), true],
    ["the generation matches, the hash does not", generation("12"), podOf("other", "12"), true],
    ["the hash matches, the generation does not", generation("13"), podOf(current.hash, "12"), true],
    ["neither matches", generation("13"), podOf("other", "12"), false],
    ["the pod has no generation", generation("12"), podOf("other"), false],
    ["the DaemonSet has no generation", fluentd(), podOf("other", "12"), false],
  ])("%s", (_, daemonSet, of, updated) => {
    expect(isUpdated(of, daemonSet, current)).toBe(updated);
  });
});
