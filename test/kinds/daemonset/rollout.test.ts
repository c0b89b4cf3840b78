import { describe, expect, it } from "vitest";
import { countPlacements } from "../../../src/kinds/daemonset/counts.ts";
import { rolloutOf } from "../../../src/kinds/daemonset/rollout.ts";
import { budgetOf } from "../../../src/kinds/daemonset/updateBudget.ts";
import type { DaemonSet, Node, Pod } from "../../../src/kube/objects.ts";
import {
  current,
  fluentd,
  type NodeState,
  node,
  now,
  place,
  pod,
  unschedulable,
  waiting,
} from "./fluentd.ts";

type Strategy = NonNullable<NonNullable<DaemonSet["spec"]>["updateStrategy"]>;
const rolling = (rollingUpdate?: Strategy["rollingUpdate"], minReadySeconds = 0): DaemonSet =>
  fluentd(
    {},
    { minReadySeconds, updateStrategy: { type: "RollingUpdate", ...(rollingUpdate && { rollingUpdate }) } },
  );
const onDelete = fluentd({}, { updateStrategy: { type: "OnDelete" } });
const old = { hash: "old" };
const silent: NodeState = {
  ready: "Unknown",
  taints: [
    { key: "node.kubernetes.io/unreachable", effect: "NoSchedule" },
    { key: "node.kubernetes.io/unreachable", effect: "NoExecute" },
  ],
};
const gpu: NodeState = { taints: [{ key: "gpu", effect: "NoSchedule" }] };

function rollout(daemonSet: DaemonSet, nodes: readonly Node[], pods: readonly Pod[]) {
  const placements = place(daemonSet, nodes, pods);
  return rolloutOf(daemonSet, current, placements, countPlacements(placements));
}
const workers = [node("node-1"), node("node-2"), node("node-3")];

/** Upstream: pkg/controller/daemon/update_test.go#TestGetUnavailableNumbers (v1.36) */
describe("budgetOf", () => {
  it.each([
    ["no nodes", { maxUnavailable: 0 }, 0, { maxUnavailable: 0, maxSurge: 0 }],
    ["one of two nodes", { maxUnavailable: 1 }, 2, { maxUnavailable: 1, maxSurge: 0 }],
    ["0 of two nodes becomes 1", { maxUnavailable: 0 }, 2, { maxUnavailable: 1, maxSurge: 0 }],
    ["0 and no surge becomes 1", { maxUnavailable: 0, maxSurge: 0 }, 2, { maxUnavailable: 1, maxSurge: 0 }],
    ["50% of two nodes", { maxUnavailable: "50%" }, 2, { maxUnavailable: 1, maxSurge: 0 }],
    ["50% surge of two nodes", { maxUnavailable: 0, maxSurge: "50%" }, 2, { maxUnavailable: 0, maxSurge: 1 }],
    [
      "100% surge of two nodes",
      { maxUnavailable: 0, maxSurge: "100%" },
      2,
      { maxUnavailable: 0, maxSurge: 2 },
    ],
    ["50% of three nodes rounds up", { maxUnavailable: "50%" }, 3, { maxUnavailable: 2, maxSurge: 0 }],
    ["7% of 100 nodes is 7", { maxUnavailable: "7%" }, 100, { maxUnavailable: 7, maxSurge: 0 }],
    ["nothing said is 1", undefined, 5, { maxUnavailable: 1, maxSurge: 0 }],
  ])("%s", (_, rollingUpdate, desired, budget) => {
    expect(budgetOf(rolling(rollingUpdate), desired)).toMatchObject(budget);
  });
  it("keeps what the spec says where the number of nodes is not known", () => {
    expect(budgetOf(rolling({ maxUnavailable: "10%" }), undefined)).toEqual({
      maxUnavailableSpec: "10%",
      maxSurgeSpec: 0,
    });
  });
});

describe("the phase of an update", () => {
  it("is NotObserved until the controller has seen the latest spec", () => {
    const daemonSet = rolling();
    const stale = { ...daemonSet, metadata: { ...daemonSet.metadata, generation: 5 } };
    expect(rollout(stale, workers, []).phase).toBe("NotObserved");
  });

  it("is Complete when every node that should run it has an available pod of the template", () => {
    const pods = workers.map(({ metadata }) => pod(metadata.name));
    expect(rollout(rolling(), workers, pods)).toMatchObject({
      phase: "Complete",
      updated: 3,
      unavailable: 0,
      heldUpBy: [],
    });
  });

  it("is Complete though a node that should not run it keeps an old pod", () => {
    expect(
      rollout(rolling(), [node("node-1"), node("gpu-0", gpu)], [pod("node-1"), pod("gpu-0", old)]).phase,
    ).toBe("Complete");
  });

  it("is Progressing while old pods are left and nothing stands in the way", () => {
    expect(
      rollout(rolling(), workers, [pod("node-1"), pod("node-2", old), pod("node-3", old)]),
    ).toMatchObject({
      phase: "Progressing",
      updated: 1,
      heldUpBy: [],
    });
  });

  it("is Progressing while a new pod is only being created", () => {
    const starting = pod("node-1", { phase: "Pending" });
    expect(rollout(rolling(), workers, [starting, pod("node-2", old), pod("node-3", old)])).toMatchObject({
      phase: "Progressing",
      heldUpBy: [{ node: "node-1", pod: "fluentd-node-1" }],
    });
  });

  it("is Progressing when all pods are new and one waits for a node", () => {
    const pending = pod("node-3", unschedulable("0/3 nodes are available: 1 Insufficient cpu."));
    expect(rollout(rolling(), workers, [pod("node-1"), pod("node-2"), pending]).phase).toBe("Progressing");
  });

  it("is Unknown where the nodes desired are not known", () => {
    expect(rolloutOf(rolling(), current, [], {}).phase).toBe("Unknown");
  });

  it("is WaitsForDeletion with OnDelete, whatever the old pods are", () => {
    expect(
      rollout(
        onDelete,
        workers,
        workers.map(({ metadata }) => pod(metadata.name, old)),
      ),
    ).toMatchObject({
      phase: "WaitsForDeletion",
      losesPodOn: [],
      strategy: "OnDelete",
    });
    expect(
      rollout(
        onDelete,
        workers,
        workers.map(({ metadata }) => pod(metadata.name)),
      ).phase,
    ).toBe("Complete");
  });
});

/** Upstream: pkg/controller/daemon/update.go#rollingUpdate, what it counts in numUnavailable and numSurge (v1.36) */
describe("an update is stuck", () => {
  const crashing = pod("node-2", waiting("CrashLoopBackOff"));

  it("when new pods that crash use up maxUnavailable", () => {
    expect(rollout(rolling(), workers, [pod("node-1", old), crashing, pod("node-3", old)])).toMatchObject({
      phase: "Stuck",
      updated: 1,
      heldUpBy: [{ node: "node-2", reason: "container fluentd: CrashLoopBackOff" }],
    });
  });

  it("not while the budget has room for another", () => {
    const two = rolling({ maxUnavailable: 2 });
    expect(rollout(two, workers, [pod("node-1", old), crashing, pod("node-3", old)]).phase).toBe(
      "Progressing",
    );
  });

  it("not by an old pod that crashes: it is replaced beyond the budget", () => {
    const oldCrashing = pod("node-2", { ...waiting("CrashLoopBackOff"), ...old });
    expect(rollout(rolling(), workers, [pod("node-1", old), oldCrashing, pod("node-3")]).phase).toBe(
      "Progressing",
    );
  });

  it("by a new pod on a node that became NotReady, though no pod should run there any more", () => {
    const nodes = [node("node-1", silent), node("node-2"), node("node-3")];
    const unready = pod("node-1", { ready: false });
    expect(rollout(rolling(), nodes, [unready, pod("node-2"), pod("node-3", old)])).toMatchObject({
      phase: "Stuck",
      desired: 2,
      updated: 1,
      heldUpBy: [{ node: "node-1", reason: "its node's Ready condition is Unknown" }],
    });
  });

  it("by a pod that terminates for ever on a silent node", () => {
    const nodes = [node("node-1", silent), node("node-2"), node("node-3")];
    const dying = pod("node-1", { ...old, terminating: true, ready: false });
    expect(rollout(rolling(), nodes, [dying, pod("node-2"), pod("node-3", old)])).toMatchObject({
      phase: "Stuck",
      heldUpBy: [{ node: "node-1", reason: "its pod is terminating on a node that is not Ready" }],
    });
  });

  it("by such a pod on the only node left, whatever the budget", () => {
    const nodes = [node("node-1", { ready: "Unknown" }), node("node-2"), node("node-3")];
    const dying = pod("node-1", { ...old, terminating: true, ready: false });
    expect(
      rollout(rolling({ maxUnavailable: 3 }), nodes, [dying, pod("node-2"), pod("node-3")]),
    ).toMatchObject({
      phase: "Stuck",
      updated: 2,
      desired: 3,
    });
  });

  it("not by a pod that terminates where a kubelet ends it", () => {
    const dying = pod("node-1", { ...old, terminating: true });
    expect(rollout(rolling(), workers, [dying, pod("node-2", old), pod("node-3", old)])).toMatchObject({
      phase: "Progressing",
      heldUpBy: [{ node: "node-1", reason: "its pod is terminating" }],
    });
  });

  it("names first what will not pass by itself", () => {
    const starting = pod("node-1", { phase: "Pending" });
    const two = rolling({ maxUnavailable: 1 });
    expect(
      rollout(two, workers, [starting, crashing, pod("node-3", old)]).heldUpBy.map((by) => by.node),
    ).toEqual(["node-2", "node-1"]);
  });

  describe("with surge", () => {
    const surge = rolling({ maxUnavailable: 0, maxSurge: 1 });
    const beside = (nodeName: string, state: Parameters<typeof pod>[1]) => [
      pod(nodeName, { ...old, name: "fluentd-old" }),
      pod(nodeName, { name: "fluentd-new", createdAt: now, ...state }),
    ];

    it("by a new pod beside the old one that finds no room: the old one still counts for the node", () => {
      const message =
        "0/3 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.";
      const pods = [...beside("node-1", unschedulable(message)), pod("node-2", old), pod("node-3", old)];
      expect(rollout(surge, workers, pods)).toMatchObject({
        phase: "Stuck",
        available: 3,
        updated: 0,
        heldUpBy: [{ node: "node-1", pod: "fluentd-new" }],
      });
    });
    it("where every node left has a new pod that will not run, whatever the budget", () => {
      const all = rolling({ maxUnavailable: 0, maxSurge: "100%" });
      const pods = [...beside("node-1", waiting("CrashLoopBackOff")), pod("node-2"), pod("node-3")];
      expect(rollout(all, workers, pods)).toMatchObject({ phase: "Stuck", updated: 2, maxSurge: 3 });
    });
    it("where a node left has only its dying pod beside the new one that will not run", () => {
      const all = rolling({ maxUnavailable: 0, maxSurge: "100%" });
      const nodes = [node("node-1", { ready: "Unknown" }), node("node-2")];
      const pending = unschedulable("0/2 nodes are available: 1 Insufficient cpu.");
      const dying = [
        pod("node-1", { ...old, name: "fluentd-dying", terminating: true, ready: false }),
        pod("node-1", { name: "fluentd-next", ...pending }),
      ];
      const pods = [...dying, ...beside("node-2", pending)];
      expect(rollout(all, nodes, pods)).toMatchObject({ phase: "Stuck", updated: 0 });
      expect(rollout(all, nodes, [...dying, pod("node-2")])).toMatchObject({ phase: "Stuck", updated: 1 });
    });
    it("not by a new pod that has no old one beside it", () => {
      expect(rollout(surge, workers, [crashing, pod("node-1", old), pod("node-3", old)]).phase).toBe(
        "Progressing",
      );
    });
    it("not by a terminating pod: another is created beside it", () => {
      const nodes = [node("node-1", silent), node("node-2")];
      const dying = pod("node-1", { ...old, terminating: true });
      expect(rollout(surge, nodes, [dying, pod("node-2", old)]).phase).toBe("Progressing");
    });
  });
});

describe("the nodes on which an update deletes a pod and creates none", () => {
  const nodes = [node("node-1"), node("gpu-0", gpu)];
  const loses = (daemonSet: DaemonSet, ...pods: readonly Pod[]) => rollout(daemonSet, nodes, pods).losesPodOn;

  it("are those where an old pod runs that would not be created", () => {
    expect(loses(rolling(), pod("node-1", old), pod("gpu-0", old))).toEqual(["gpu-0"]);
  });
  it("are none when the pod there is of the new template", () => {
    expect(loses(rolling(), pod("node-1", old), pod("gpu-0"))).toEqual([]);
  });
  it("are not those whose pod terminates already", () => {
    expect(loses(rolling(), pod("node-1"), pod("gpu-0", { ...old, terminating: true }))).toEqual([]);
  });
  it("are not those whose pod the controller deletes anyway", () => {
    const maintained = node("gpu-0", { taints: [{ key: "maintenance", effect: "NoExecute" }] });
    expect(rollout(rolling(), [node("node-1"), maintained], [pod("gpu-0", old)]).losesPodOn).toEqual([]);
  });
  it("are none while no node is desired and the budget is a percentage of none", () => {
    const [only] = [node("gpu-0", gpu)];
    const percent = rolling({ maxUnavailable: "100%" });
    expect(rollout(percent, [only], [pod("gpu-0", old)]).losesPodOn).toEqual([]);
    expect(rollout(rolling(), [only], [pod("gpu-0", old)]).losesPodOn).toEqual(["gpu-0"]);
    expect(rollout(percent, [only], [pod("gpu-0", { ...old, ready: false })]).losesPodOn).toEqual(["gpu-0"]);
  });
});
