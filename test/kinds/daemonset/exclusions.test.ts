import { describe, expect, it } from "vitest";
import { coveringTolerations, groupExclusions } from "../../../src/kinds/daemonset/exclusions.ts";
import type { Node, Pod, PodSpec, Taint } from "../../../src/kube/objects.ts";
import { aimedAt, fluentd, type NodeState, node, place, pod } from "./fluentd.ts";

const taint = (key: string, effect: string, value?: string) => ({
  type: "Taint" as const,
  key,
  ...(value !== undefined && { value }),
  effect,
});
const tainted = (name: string, ...taints: readonly Taint[]): Node => node(name, { taints });
const controlPlane: Taint = { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" };
const gpu: Taint = { key: "gpu", value: "true", effect: "NoSchedule" };
const notReady: NodeState = {
  ready: "False",
  taints: [
    { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" },
    { key: "node.kubernetes.io/not-ready", effect: "NoExecute" },
  ],
};

function groups(nodes: readonly Node[], podSpec: Partial<PodSpec> = {}, pods: readonly Pod[] = []) {
  const daemonSet = fluentd(podSpec);
  return groupExclusions(daemonSet, place(daemonSet, nodes, pods), nodes);
}

describe("coveringTolerations", () => {
  it.each([
    [
      "a taint with a value",
      [taint("gpu", "NoSchedule", "true")],
      [{ key: "gpu", operator: "Equal", value: "true", effect: "NoSchedule" }],
    ],
    [
      "a taint without one",
      [taint("spot", "NoSchedule")],
      [{ key: "spot", operator: "Exists", effect: "NoSchedule" }],
    ],
    [
      "one key with two effects and one value: one toleration, of any effect",
      [taint("gpu", "NoSchedule", "true"), taint("gpu", "NoExecute", "true")],
      [{ key: "gpu", operator: "Equal", value: "true" }],
    ],
    [
      "one key with two values: one toleration, of any value",
      [taint("team", "NoSchedule", "a"), taint("team", "NoExecute", "b")],
      [{ key: "team", operator: "Exists" }],
    ],
    [
      "one key with a value and without",
      [taint("team", "NoSchedule", "a"), taint("team", "NoExecute")],
      [{ key: "team", operator: "Exists" }],
    ],
    [
      "two keys: two, never one that tolerates all that may come",
      [taint("gpu", "NoSchedule", "true"), taint("spot", "NoExecute")],
      [
        { key: "gpu", operator: "Equal", value: "true", effect: "NoSchedule" },
        { key: "spot", operator: "Exists", effect: "NoExecute" },
      ],
    ],
    ["no taints", [], []],
  ])("%s", (_, taints, tolerations) => {
    expect(coveringTolerations(taints)).toEqual(tolerations);
  });
});

describe("groupExclusions", () => {
  it("puts nodes with the very same reasons together, the largest group first", () => {
    const nodes = [
      tainted("gpu-0", gpu),
      tainted("cp-0", controlPlane),
      tainted("cp-1", controlPlane),
      node("node-1"),
    ];
    expect(groups(nodes).map(({ nodes: names }) => names)).toEqual([["cp-0", "cp-1"], ["gpu-0"]]);
  });

  it("keeps nodes apart whose labels differ from what is wanted in different ways", () => {
    const nodes = [node("node-1", { labels: { disk: "hdd" } }), node("node-2")];
    expect(groups(nodes, { nodeSelector: { disk: "ssd" } })).toHaveLength(2);
  });

  it("says what the nodes have instead where it is the same on all", () => {
    const nodes = [node("node-1", { labels: { disk: "hdd" } }), node("node-2", { labels: { disk: "hdd" } })];
    expect(groups(nodes, { nodeSelector: { disk: "ssd" } })).toMatchObject([
      { reasons: [{ actual: "hdd" }] },
    ]);
  });

  it("puts nodes together of which each has something else, at any size", () => {
    const nodes = Array.from({ length: 5000 }, (_, index) =>
      node(`node-${index}`, { labels: { host: `h-${index}` }, taints: [gpu] }),
    );
    const [group, ...more] = groups(nodes, { nodeSelector: { host: "h-x" } });
    expect(more).toEqual([]);
    expect(group?.nodes).toHaveLength(5000);
    expect(group?.reasons[0]).toEqual({ type: "NodeSelector", key: "host", wanted: "h-x", varies: true });
  });

  it("puts nodes together that only their names tell apart", () => {
    const nodes = [node("node-1"), node("node-2"), node("node-3")];
    const [group, ...more] = groups(nodes, { affinity: aimedAt("node-9") });
    expect(more).toEqual([]);
    expect(group?.nodes).toEqual(["node-1", "node-2", "node-3"]);
    expect(group?.reasons).toEqual([
      {
        type: "NodeAffinity",
        term: 0,
        expressions: [{ in: "matchFields", key: "metadata.name", operator: "In", values: ["node-9"] }],
      },
    ]);
  });

  it("counts those that have a pod all the same", () => {
    expect(groups([tainted("gpu-0", gpu), tainted("gpu-1", gpu)], {}, [pod("gpu-0")])).toMatchObject([
      { nodes: ["gpu-0", "gpu-1"], misscheduled: 1 },
    ]);
  });

  it("advises tolerations, and names every node of the cluster that they would admit", () => {
    const both = tainted("gpu-1", gpu, controlPlane);
    const advice = groups([both, tainted("gpu-0", gpu), tainted("cp-0", controlPlane), node("node-1")]).map(
      ({ nodes, remedy }) => [nodes.join(), remedy?.admits, remedy?.insufficient],
    );
    expect(advice).toEqual([
      ["cp-0", ["cp-0"], false],
      ["gpu-0", ["gpu-0"], false],
      ["gpu-1", ["cp-0", "gpu-0", "gpu-1"], false],
    ]);
  });

  it("says that tolerations alone do not do it where something else keeps the pod away too", () => {
    const [group] = groups([tainted("gpu-0", gpu)], { nodeSelector: { disk: "ssd" } });
    expect(group?.remedy).toMatchObject({ admits: [], insufficient: true });
  });

  it("advises nothing where no taint is to blame", () => {
    const [group] = groups([node("node-1")], { nodeSelector: { disk: "ssd" } });
    expect(group).not.toHaveProperty("remedy");
  });

  it("advises to wait, not to tolerate, for taints of the node's own state", () => {
    const [group] = groups([node("node-9", notReady)]);
    expect(group).toMatchObject({ condition: "NotReady" });
    expect(group).not.toHaveProperty("remedy");
  });

  it.each([
    ["node.kubernetes.io/not-ready", "NoSchedule", "NotReady"],
    ["node.kubernetes.io/unreachable", "NoSchedule", "Unreachable"],
    ["node.kubernetes.io/network-unavailable", "NoSchedule", "NetworkUnavailable"],
    ["node.kubernetes.io/out-of-service", "NoExecute", "OutOfService"],
    ["node.cloudprovider.kubernetes.io/uninitialized", "NoSchedule", "Other"],
    ["node.cloudprovider.kubernetes.io/shutdown", "NoSchedule", "Other"],
  ])("knows the state behind %s:%s", (key, effect, condition) => {
    expect(groups([tainted("node-9", { key, effect })])).toMatchObject([{ condition }]);
  });

  it("advises for the taint of a person beside one of the node's state, and says that it is not enough", () => {
    const [group] = groups([tainted("gpu-0", gpu, ...(notReady.taints ?? []))]);
    expect(group).toMatchObject({ condition: "NotReady", remedy: { insufficient: true, admits: [] } });
    expect(group?.remedy?.tolerations).toEqual([
      { key: "gpu", operator: "Equal", value: "true", effect: "NoSchedule" },
    ]);
  });
});
