import { describe, expect, it } from "vitest";
import type { NodeSelectorTerm, PodSpec } from "../../../src/kube/objects.ts";
import { nodeDecider } from "../../../src/rules/scheduling/shouldRun.ts";
import { fluentd, type NodeState, node } from "../../kinds/daemonset/fluentd.ts";

const runs = { shouldRun: true, shouldContinueRunning: true };
const stays = { shouldRun: false, shouldContinueRunning: true };
const goes = { shouldRun: false, shouldContinueRunning: false };

const decide = (podSpec: Partial<PodSpec>, state: NodeState) =>
  nodeDecider(fluentd(podSpec))(node("node-1", state));
const required = (...nodeSelectorTerms: readonly NodeSelectorTerm[]): Partial<PodSpec> => ({
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
});
const expression = (key: string, operator: string, ...values: readonly string[]): NodeSelectorTerm => ({
  matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }],
});
const taint = (key: string, effect: string, value?: string): NodeState => ({
  taints: [{ key, effect, ...(value !== undefined && { value }) }],
});
const notReady: NodeState = {
  ready: "False",
  taints: [
    { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" },
    { key: "node.kubernetes.io/not-ready", effect: "NoExecute" },
  ],
};

/** Upstream: pkg/controller/daemon/daemon_controller_test.go#TestNodeShouldRunDaemonPod (v1.36) */
describe("what the controller decides for a node, as upstream's own cases have it", () => {
  const production = { labels: { type: "production" } };
  const cases: readonly (readonly [string, Partial<PodSpec>, NodeState, typeof runs])[] = [
    ["nothing asked for", {}, production, runs],
    [
      "more memory than the node has",
      { containers: [{ name: "fluentd", resources: { requests: { memory: "200G" } } }] },
      production,
      runs,
    ],
    ["the name of another node", { nodeName: "node-2" }, production, goes],
    ["its own name", { nodeName: "node-1" }, production, runs],
    [
      "a host port that another pod may have",
      { containers: [{ name: "fluentd", ports: [{ containerPort: 24224, hostPort: 24224 }] }] },
      production,
      runs,
    ],
    ["a nodeSelector that another type of node has", { nodeSelector: { type: "test" } }, production, goes],
    ["a nodeSelector that the node has", { nodeSelector: { type: "production" } }, production, runs],
    ["a required affinity to others", required(expression("type", "In", "test")), production, goes],
    ["a required affinity to it", required(expression("type", "In", "production")), production, runs],
    ["a cordoned node, before it is tainted", {}, { unschedulable: true }, runs],
  ];
  it.each(cases)("%s", (_, podSpec, state, decision) => {
    expect(decide(podSpec, state)).toMatchObject(decision);
  });
});

/** Upstream: apimachinery pkg/labels/selector.go#Requirement.Matches and #NewRequirement (v1.36) */
describe("what the controller makes of a required affinity", () => {
  const worker = { labels: { cores: "8", pool: "" } };
  const cases: readonly (readonly [string, readonly NodeSelectorTerm[], boolean])[] = [
    ["Gt is strict", [expression("cores", "Gt", "8")], false],
    ["Gt of less", [expression("cores", "Gt", "7")], true],
    ["Lt is strict", [expression("cores", "Lt", "8")], false],
    ["Lt of more", [expression("cores", "Lt", "9")], true],
    ["Lt compares numbers, not letters", [expression("cores", "Lt", "10")], true],
    ["Gt wants the label to be there", [expression("generation", "Gt", "0")], false],
    ["Lt wants the label to be there", [expression("generation", "Lt", "9")], false],
    ["NotIn holds for an absent label", [expression("disk", "NotIn", "hdd")], true],
    ["DoesNotExist holds for an absent label", [expression("disk", "DoesNotExist")], true],
    ["Exists holds for an empty value", [expression("pool", "Exists")], true],
    ["In takes the empty value", [expression("pool", "In", "")], true],
    [
      "one term that matches is enough",
      [expression("disk", "In", "ssd"), expression("cores", "In", "8")],
      true,
    ],
    ["an empty term matches nothing", [{}], false],
    ["an empty term does not keep another from matching", [{}, expression("cores", "In", "8")], true],
    ["a Gt of no integer matches nothing", [expression("cores", "Gt", "many")], false],
    [
      "one expression that cannot be read spoils its whole term",
      [
        {
          matchExpressions: [
            { key: "disk", operator: "NotIn", values: ["hdd"] },
            { key: "disk", operator: "Like" },
          ],
        },
      ],
      false,
    ],
  ];
  it.each(cases)("%s", (_, terms, shouldRun) => {
    expect(decide(required(...terms), worker).shouldRun).toBe(shouldRun);
  });
});

/** Upstream: the tests named in each case, of pkg/controller/daemon/daemon_controller_test.go (v1.36) */
describe("what the controller decides for a tainted node", () => {
  const cases: readonly (readonly [string, Partial<PodSpec>, NodeState, typeof runs])[] = [
    [
      "NoSchedule creates none and leaves one that runs (TestNoScheduleTaintedDoesntEvicitRunningIntolerantPod)",
      {},
      taint("gpu", "NoSchedule", "true"),
      stays,
    ],
    [
      "NoExecute deletes one that runs (TestNoExecuteTaintedDoesEvicitRunningIntolerantPod)",
      {},
      taint("maintenance", "NoExecute"),
      goes,
    ],
    [
      "a tolerated taint is none (TestTaintedNodeDaemonLaunchesToleratePod)",
      { tolerations: [{ key: "gpu", value: "true", effect: "NoSchedule" }] },
      taint("gpu", "NoSchedule", "true"),
      runs,
    ],
    [
      "not-ready:NoExecute is tolerated by itself (TestNotReadyNodeDaemonLaunchesPod)",
      {},
      taint("node.kubernetes.io/not-ready", "NoExecute"),
      runs,
    ],
    [
      "unreachable:NoExecute is tolerated by itself (TestUnreachableNodeDaemonLaunchesPod)",
      {},
      taint("node.kubernetes.io/unreachable", "NoExecute"),
      runs,
    ],
    [
      "pressure and cordon are tolerated by themselves (TestTaintPressureNodeDaemonLaunchesPod)",
      {},
      {
        unschedulable: true,
        taints: ["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"].map((key) => ({
          key: `node.kubernetes.io/${key}`,
          effect: "NoSchedule",
        })),
      },
      runs,
    ],
    ["the whole of NotReady creates none and leaves one that runs", {}, notReady, stays],
    ["PreferNoSchedule is a preference", {}, taint("spot", "PreferNoSchedule"), runs],
    ["the Ready condition alone counts for nothing", {}, { ready: "False" }, runs],
    [
      "network-unavailable keeps a pod of the pod network away",
      {},
      taint("node.kubernetes.io/network-unavailable", "NoSchedule"),
      stays,
    ],
    [
      "network-unavailable is tolerated by itself with hostNetwork (TestNetworkUnavailableNodeDaemonLaunchesPod)",
      { hostNetwork: true },
      taint("node.kubernetes.io/network-unavailable", "NoSchedule"),
      runs,
    ],
    [
      "tolerationSeconds plays no part",
      {
        tolerations: [{ key: "maintenance", operator: "Exists", effect: "NoExecute", tolerationSeconds: 0 }],
      },
      taint("maintenance", "NoExecute"),
      runs,
    ],
    [
      "a toleration of NoSchedule alone does not save from NoExecute of the same key",
      { tolerations: [{ key: "maintenance", operator: "Exists", effect: "NoSchedule" }] },
      {
        taints: [
          { key: "maintenance", effect: "NoSchedule" },
          { key: "maintenance", effect: "NoExecute" },
        ],
      },
      goes,
    ],
    [
      "a node that does not match either loses its pod for that, whatever its taints",
      { nodeSelector: { disk: "ssd" } },
      taint("gpu", "NoSchedule", "true"),
      goes,
    ],
  ];
  it.each(cases)("%s", (_, podSpec, state, decision) => {
    expect(decide(podSpec, state)).toMatchObject(decision);
  });
});

describe("the reasons of a decision", () => {
  it("are all there, in the order in which the controller looks, not only the first", () => {
    const podSpec: Partial<PodSpec> = {
      nodeName: "node-2",
      nodeSelector: { disk: "ssd", zone: "zone-a" },
      ...required(expression("cores", "Gt", "16")),
    };
    const state: NodeState = {
      labels: { disk: "hdd", cores: "8" },
      taints: [
        { key: "gpu", value: "true", effect: "NoSchedule" },
        { key: "spot", effect: "PreferNoSchedule" },
        { key: "maintenance", effect: "NoExecute" },
      ],
    };
    expect(decide(podSpec, state).reasons).toEqual([
      { type: "NodeName", wanted: "node-2" },
      { type: "NodeSelector", key: "disk", wanted: "ssd", actual: "hdd" },
      { type: "NodeSelector", key: "zone", wanted: "zone-a" },
      {
        type: "NodeAffinity",
        term: 0,
        expressions: [{ in: "matchExpressions", key: "cores", operator: "Gt", values: ["16"], actual: "8" }],
      },
      { type: "Taint", key: "gpu", value: "true", effect: "NoSchedule" },
      { type: "Taint", key: "maintenance", effect: "NoExecute" },
    ]);
  });

  it("are none exactly when a pod should run", () => {
    expect(decide({}, {})).toEqual({ ...runs, reasons: [] });
  });

  it("have one for every term of an affinity, since any one would do", () => {
    const terms = [expression("disk", "In", "ssd"), expression("pool", "Exists")];
    expect(decide(required(...terms), {}).reasons).toMatchObject([{ term: 0 }, { term: 1 }]);
  });

  it("say that an affinity without terms matches no node", () => {
    expect(decide(required(), {}).reasons).toEqual([
      { type: "NodeAffinity", expressions: [], problem: "it has no terms, which match no node" },
    ]);
  });

  it("count further tolerations as the template's own", () => {
    const withGpu = nodeDecider(fluentd(), [{ key: "gpu", operator: "Exists" }]);
    expect(withGpu(node("gpu-0", taint("gpu", "NoSchedule", "true")))).toMatchObject(runs);
  });
});
