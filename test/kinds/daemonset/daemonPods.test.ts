import { describe, expect, it } from "vitest";
import { daemonPodsByNode, targetNode } from "../../../src/kinds/daemonset/daemonPods.ts";
import type { Pod } from "../../../src/kube/objects.ts";
import { aimedAt, fluentd, pod } from "./fluentd.ts";

const namesByNode = (...pods: readonly Pod[]) =>
  Object.fromEntries(
    [...daemonPodsByNode(fluentd(), pods)].map(([node, here]) => [
      node,
      here.map(({ metadata }) => metadata?.name),
    ]),
  );

/** Upstream: pkg/controller/daemon/daemon_controller_test.go#TestGetNodesToDaemonPods (v1.36), without adoption */
describe("daemonPodsByNode", () => {
  it("are the pods that it owns and selects, by node", () => {
    expect(namesByNode(pod("node-1"), pod("node-2"))).toEqual({
      "node-1": ["fluentd-node-1"],
      "node-2": ["fluentd-node-2"],
    });
  });
  it.each([
    ["a pod of another owner with the same labels", pod("node-1", { ownerUid: "uid-vector" })],
    ["an owned pod whose labels were changed: it is released", pod("node-1", { labels: { app: "debug" } })],
    ["a failed pod that is being deleted", pod("node-1", { phase: "Failed", terminating: true })],
    ["a succeeded pod that is being deleted", pod("node-1", { phase: "Succeeded", terminating: true })],
  ])("leave out %s", (_, unwanted) => {
    expect(namesByNode(unwanted)).toEqual({});
  });
  it.each([
    ["a failed pod that is still to be deleted", pod("node-1", { phase: "Failed" })],
    ["a running pod that is being deleted", pod("node-1", { terminating: true })],
    ["an unbound pod that is aimed at the node", pod("node-1", { bound: false })],
  ])("count %s", (_, wanted) => {
    expect(namesByNode(wanted)).toEqual({ "node-1": ["fluentd-node-1"] });
  });

  /** Upstream: daemon_controller.go#podByCreationTimestampAndPhase */
  it("have the one that status counts first: bound before unbound, then the oldest, then by name", () => {
    const at = (name: string, createdAt: string, bound = true) => pod("node-1", { name, createdAt, bound });
    const [nine, ten] = ["2026-05-04T09:00:00Z", "2026-05-04T10:00:00Z"];
    expect(
      namesByNode(at("a-unbound", nine, false), at("d-late", ten), at("c-early", nine), at("b-early", nine)),
    ).toEqual({ "node-1": ["b-early", "c-early", "d-late", "a-unbound"] });
  });

  it("are none for a DaemonSet that was never applied: it has no UID that could own any", () => {
    const { uid: _, ...metadata } = fluentd().metadata ?? {};
    expect(daemonPodsByNode({ ...fluentd(), metadata }, [pod("node-1")]).size).toBe(0);
  });
});

/** Upstream: pkg/controller/daemon/util/daemonset_util_test.go#TestGetTargetNodeName (v1.36) */
describe("targetNode", () => {
  it.each<readonly [string, Pod["spec"], string | undefined]>([
    ["the node that it is bound to", { nodeName: "node-1" }, "node-1"],
    [
      "bound to one and aimed at another: where it is",
      { nodeName: "node-1", affinity: aimedAt("node-2") },
      "node-1",
    ],
    ["the one name of its affinity", { affinity: aimedAt("node-1") }, "node-1"],
    ["none with two names", { affinity: aimedAt("node-1", "node-2") }, undefined],
    ["none without affinity", {}, undefined],
    ["none while nodeName is empty", { nodeName: "" }, undefined],
  ])("%s", (_, spec, expected) => {
    expect(targetNode({ ...pod("node-9"), ...(spec && { spec }) })).toBe(expected);
  });
});
