import { describe, expect, it } from "vitest";
import { readableReason } from "../../../src/rules/scheduling/readableReason.ts";

/** Upstream: the constants ErrReason below pkg/scheduler/framework/plugins, without their `node(s) ` (v1.36) */
const upstream = [
  "had untolerated taint(s)",
  "had taints that the pod didn't tolerate",
  "didn't match Pod's node affinity/selector",
  "didn't match scheduler-enforced node affinity",
  "didn't match the requested node name",
  "didn't have free ports for the requested pod ports",
  "were unschedulable",
  "had unknown conditions",
  "didn't match Pod's required features",
  "didn't match pod topology spread constraints",
  "didn't match pod topology spread constraints (missing required label)",
  "didn't satisfy existing pods anti-affinity rules",
  "didn't match pod affinity rules",
  "didn't match pod anti-affinity rules",
  "had no available disk",
  "unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod",
  "had no available volume zone",
  "didn't find available persistent volumes to bind",
  "didn't match PersistentVolume's node affinity",
  "did not have enough free storage",
  "unavailable due to one or more pvc(s) bound to non-existent pv(s)",
  "exceed max volume count",
  "Too many pods",
  "Insufficient cpu",
];

describe("readableReason", () => {
  it.each(upstream)("has a meaning for `%s`", (reason) => {
    const meaning = readableReason(reason);
    expect(meaning).not.toContain("`");
    expect(meaning).toMatch(/^(have|are|lack|do not|would|cannot) /);
  });

  it("means another thing by each, but for what the taint and the volume plugins say twice", () => {
    const meanings = upstream.map(readableReason);
    const twice = meanings.filter((meaning, index) => meanings.indexOf(meaning) !== index);
    expect(twice).toEqual(["have taints that it does not tolerate"]);
  });

  it.each([
    ["Insufficient memory", "have too little memory left"],
    ["Insufficient nvidia.com/gpu", "have too little nvidia.com/gpu left"],
    ["had untolerated taint {gpu: true}", "have the taint `gpu=true`"],
    [
      "had untolerated taint {node-role.kubernetes.io/control-plane: }",
      "have the taint `node-role.kubernetes.io/control-plane`",
    ],
    ["had volume node affinity conflict", "cannot reach its volume"],
    ["ebs.csi.aws.com CSI driver is not installed on the node", "lack the CSI driver `ebs.csi.aws.com`"],
  ])("`%s`: %s", (reason, meaning) => {
    expect(readableReason(reason)).toBe(meaning);
  });

  it("quotes what it does not know", () => {
    expect(readableReason("were refused by quota-plugin")).toBe("are out: `were refused by quota-plugin`");
  });
});
