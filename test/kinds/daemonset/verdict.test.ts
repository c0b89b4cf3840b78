import { describe, expect, it } from "vitest";
import { facts } from "../../../src/kinds/daemonset/facts.ts";
import { verdict } from "../../../src/kinds/daemonset/verdict.ts";
import type { DaemonSet, Node, Pod, Taint } from "../../../src/kube/objects.ts";
import type { SnapshotSource } from "../../../src/kube/snapshot.ts";
import {
  fluentd,
  type NodeState,
  node,
  now,
  pod,
  type Seen,
  snapshot,
  unschedulable,
  waiting,
} from "./fluentd.ts";

const cluster: SnapshotSource = { type: "cluster" };
const gpu: Taint = { key: "gpu", value: "true", effect: "NoSchedule" };
const controlPlane: Taint = { key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" };
const notReady: NodeState = {
  ready: "False",
  taints: [
    { key: "node.kubernetes.io/not-ready", effect: "NoSchedule" },
    { key: "node.kubernetes.io/not-ready", effect: "NoExecute" },
  ],
};
const workers = (count: number): readonly Node[] =>
  Array.from({ length: count }, (_, index) => node(`node-${index + 1}`));
const podsOn = (nodes: readonly Node[]): readonly Pod[] =>
  nodes.map(({ metadata }) => pod(metadata?.name ?? ""));

function say(seen: Seen, daemonSet: DaemonSet = fluentd(), source = cluster) {
  return verdict(daemonSet, facts(daemonSet, snapshot(daemonSet, seen)), source);
}
const sentence = (nodes: readonly Node[], pods: readonly Pod[], daemonSet?: DaemonSet) =>
  say({ nodes, pods }, daemonSet).sentence.replace("DaemonSet kube-system/fluentd ", "");

describe("where everything runs", () => {
  it.each<readonly [string, readonly Node[], string]>([
    ["on all nodes", workers(3), "runs and is ready on all 3 nodes."],
    ["on the only node", workers(1), "runs and is ready on the only node."],
    [
      "on all but one that it does not tolerate",
      [...workers(3), node("gpu-0", { taints: [gpu] })],
      "runs and is ready on 3 of 4 nodes. The other one has a taint that it does not tolerate.",
    ],
    [
      "on all but some of one kind",
      [...workers(9), node("gpu-0", { taints: [gpu] }), node("cp-0", { taints: [controlPlane] })],
      "runs and is ready on 9 of 11 nodes. The other 2 have taints that it does not tolerate.",
    ],
    [
      "on all but some of two kinds",
      [
        ...workers(3),
        node("gpu-0", { taints: [gpu] }),
        node("cp-0", { taints: [controlPlane] }),
        node("node-9", notReady),
      ],
      "runs and is ready on 3 of 6 nodes. Of the other 3, 2 have taints that it does not tolerate and 1 is NotReady.",
    ],
    [
      "on all but one whose network is not up",
      [
        ...workers(3),
        node("node-9", { taints: [{ key: "node.kubernetes.io/network-unavailable", effect: "NoSchedule" }] }),
      ],
      "runs and is ready on 3 of 4 nodes. The other one has no network yet.",
    ],
    [
      "on all but one that was taken out of service",
      [
        ...workers(3),
        node("node-9", { taints: [{ key: "node.kubernetes.io/out-of-service", effect: "NoExecute" }] }),
      ],
      "runs and is ready on 3 of 4 nodes. The other one is not in service.",
    ],
    [
      "a taint of a person counts before one of the node's state",
      [...workers(3), node("gpu-0", { ...notReady, taints: [gpu, ...(notReady.taints ?? [])] })],
      "runs and is ready on 3 of 4 nodes. The other one has a taint that it does not tolerate.",
    ],
  ])("%s", (_, nodes, expected) => {
    const wanted = nodes.filter(({ spec }) => spec?.taints === undefined);
    expect(sentence(nodes, podsOn(wanted))).toBe(expected);
    expect(say({ nodes, pods: podsOn(wanted) }).state).toBe("Healthy");
  });
});

describe("where it runs on no node", () => {
  it.each<readonly [string, readonly Node[], string]>([
    ["no nodes", [], "has no node to run on: there are no nodes."],
    ["one node", workers(1), "should not run on the only node. That node does not match its nodeSelector."],
    ["several", workers(3), "should run on none of 3 nodes. None of the 3 matches its nodeSelector."],
    [
      "several, for two reasons",
      [...workers(2), node("gpu-0", { labels: { disk: "ssd" }, taints: [gpu] })],
      "should run on none of 3 nodes. Of the 3, 2 do not match its nodeSelector and 1 has a taint that it does not tolerate.",
    ],
  ])("%s", (_, nodes, expected) => {
    const daemonSet = fluentd({ nodeSelector: { disk: "ssd" } });
    expect(sentence(nodes, [], daemonSet)).toBe(expected);
    expect(say({ nodes }, daemonSet).state).toBe("Degraded");
  });
});

describe("where pods are missing or not ready", () => {
  const nodes = [...workers(3), node("gpu-0", { taints: [gpu] })];
  const cpu = unschedulable(
    "0/4 nodes are available: 1 Insufficient cpu, 3 node(s) didn't satisfy plugin(s) [NodeAffinity].",
  );

  it("says what waits for what, the most frequent first, and speaks of the rest apart", () => {
    const pods = [
      pod("node-1", waiting("CrashLoopBackOff")),
      pod("node-2", cpu),
      pod("node-3", waiting("CrashLoopBackOff")),
    ];
    expect(sentence(nodes, pods)).toBe(
      "is ready on 0 of the 3 nodes that should run it: 2 with a pod that is not ready (CrashLoopBackOff), " +
        "1 with a Pending pod (Insufficient cpu). 1 more node has a taint that it does not tolerate.",
    );
    expect(say({ nodes, pods }).state).toBe("Blocked");
    const oneReady = [...pods.slice(0, 2), pod("node-3")];
    expect(say({ nodes, pods: oneReady }).state).toBe("Degraded");
  });

  it("speaks of several nodes that should not run it as more nodes, not as the other ones", () => {
    const more = [...nodes, node("node-9", notReady)];
    expect(sentence(more, podsOn(workers(2)))).toBe(
      "is ready on 2 of the 3 nodes that should run it: 1 without a pod yet. " +
        "Of 2 more nodes, 1 has a taint that it does not tolerate and 1 is NotReady.",
    );
  });

  it("is on its way while nothing seen stands in it", () => {
    expect(say({ nodes, pods: podsOn(workers(2)) }).state).toBe("Progressing");
  });

  it("is degraded where the controller is refused a pod", () => {
    const event = {
      metadata: { namespace: "kube-system", name: "fluentd.1" },
      involvedObject: { kind: "DaemonSet", name: "fluentd", uid: "uid-fluentd" },
      type: "Warning",
      reason: "FailedCreate",
      message: "exceeded quota: pods",
    };
    expect(say({ nodes, pods: podsOn(workers(2)), events: [event] })).toMatchObject({
      state: "Degraded",
      sentence: expect.stringContaining("1 without a pod, which could not be created."),
    });
  });

  it("does not call a pod unready that is only not yet available", () => {
    const daemonSet = fluentd({}, { minReadySeconds: 30 });
    const pods = [pod("node-1"), pod("node-2", { readySince: now }), pod("node-3", { readySince: now })];
    expect(sentence(workers(3), pods, daemonSet)).toBe(
      "is available on 1 of the 3 nodes that should run it: " +
        "2 with a pod that is ready, but not yet for minReadySeconds.",
    );
  });

  it("names a single node as one", () => {
    expect(sentence(workers(1), [])).toBe(
      "is ready on 0 of the 1 node that should run it: 1 without a pod yet.",
    );
  });
});

describe("pods on nodes that should not run it", () => {
  const unready = node("node-9", notReady);
  it("stay where only NoSchedule speaks against them", () => {
    expect(sentence([...workers(2), unready], podsOn([...workers(2), unready]))).toBe(
      "runs and is ready on 2 of 3 nodes. The other one is NotReady. It keeps its pod from before.",
    );
  });
  it("stay on some of them", () => {
    const nodes = [...workers(2), unready, node("node-8", notReady)];
    expect(sentence(nodes, podsOn([...workers(2), unready]))).toBe(
      "runs and is ready on 2 of 4 nodes. The other 2 are NotReady. 1 of them keeps its pod from before.",
    );
  });
  it("stay on all of them", () => {
    const nodes = [...workers(2), unready, node("node-8", notReady)];
    expect(sentence(nodes, podsOn(nodes))).toBe(
      "runs and is ready on 2 of 4 nodes. The other 2 are NotReady. They keep their pods from before.",
    );
  });
  it("are not said to stay where the controller deletes them, or where they terminate", () => {
    const maintained = node("node-7", { taints: [{ key: "maintenance", effect: "NoExecute" }] });
    expect(sentence([...workers(2), maintained], podsOn([...workers(2), maintained]))).toBe(
      "runs and is ready on 2 of 3 nodes. The other one has a taint that it does not tolerate. " +
        "It still has a pod, which is being deleted.",
    );
    expect(sentence([...workers(1), unready], [pod("node-1"), pod("node-9", { terminating: true })])).toBe(
      "runs and is ready on 1 of 2 nodes. The other one is NotReady. It still has a pod, which is being deleted.",
    );
  });
});

describe("updates", () => {
  const old = { hash: "old" };
  it("that are on their way", () => {
    expect(sentence(workers(3), [pod("node-1"), pod("node-2", old), pod("node-3", old)])).toBe(
      "runs and is ready on all 3 nodes. Its update has reached 1 of 3 nodes.",
    );
  });
  it("are not spoken of where pods are missing and none is old", () => {
    expect(sentence(workers(3), podsOn(workers(2)))).toBe(
      "is ready on 2 of the 3 nodes that should run it: 1 without a pod yet.",
    );
  });
  it("that are stuck are told with the node that holds them up", () => {
    const pods = [pod("node-1", old), pod("node-2", waiting("CrashLoopBackOff")), pod("node-3", old)];
    expect(say({ nodes: workers(3), pods })).toEqual({
      state: "Blocked",
      sentence:
        "DaemonSet kube-system/fluentd is ready on 2 of the 3 nodes that should run it: " +
        "1 with a pod that is not ready (CrashLoopBackOff). Its update is stuck at 1 of 3 nodes: node-2 holds it up.",
    });
  });
  it("that wait for somebody to delete pods", () => {
    const onDelete = fluentd({}, { updateStrategy: { type: "OnDelete" } });
    expect(sentence(workers(3), [pod("node-1"), pod("node-2", old), pod("node-3", old)], onDelete)).toBe(
      "runs and is ready on all 3 nodes. 2 of 3 nodes keep a pod of an older template until it is deleted by hand (OnDelete).",
    );
    expect(sentence(workers(3), [pod("node-1"), pod("node-2"), pod("node-3", old)], onDelete)).toContain(
      "1 of 3 nodes keeps a pod",
    );
    expect(sentence(workers(2), [pod("node-1")], onDelete)).not.toContain("older template");
  });
  it("that the controller has not seen yet", () => {
    const edited = { ...fluentd(), metadata: { ...fluentd().metadata, generation: 5 } };
    expect(sentence(workers(1), [pod("node-1")], edited)).toBe(
      "runs and is ready on the only node. The controller has not acted on the latest change of its spec yet.",
    );
    expect(say({ nodes: workers(1), pods: [pod("node-1")] }, edited).state).toBe("Progressing");
  });
});

describe("a DaemonSet of a manifest", () => {
  const { uid: _, generation: __, ...metadata } = fluentd().metadata ?? {};
  const { status: ___, ...rest } = fluentd();
  const planned: DaemonSet = { ...rest, metadata };
  const nodes = [...workers(3), node("gpu-0", { taints: [gpu] })];

  it("would run on nodes, without a word about pods", () => {
    expect(say({ nodes }, planned)).toEqual({
      state: "Unknown",
      sentence:
        "DaemonSet kube-system/fluentd, as its manifest has it, would run on 3 of 4 nodes. " +
        "The other one has a taint that it does not tolerate.",
    });
  });
  it("would run on none", () => {
    expect(say({ nodes: [node("gpu-0", { taints: [gpu] })] }, planned)).toEqual({
      state: "Degraded",
      sentence:
        "DaemonSet kube-system/fluentd, as its manifest has it, would not run on the only node. " +
        "That node has a taint that it does not tolerate.",
    });
  });
  it("cannot be placed where the cluster was asked and refused, which is not for lack of a cluster", () => {
    expect(say({ nodes: "forbidden" }, planned, { type: "manifest" }).sentence).toBe(
      "On which nodes DaemonSet kube-system/fluentd would run cannot be told: the nodes could not be read.",
    );
  });
  it("cannot be placed from a manifest alone", () => {
    expect(say({ nodes: "not recorded" }, planned, { type: "manifest" })).toEqual({
      state: "Unknown",
      sentence:
        "On which nodes DaemonSet kube-system/fluentd would run cannot be told: a manifest alone does not say what nodes there are.",
    });
  });
});

describe("where nodes could not be read", () => {
  it("says what its status says, that it is from there, and what cannot be told", () => {
    const daemonSet: DaemonSet = {
      ...fluentd(),
      status: {
        observedGeneration: 4,
        desiredNumberScheduled: 9,
        currentNumberScheduled: 9,
        numberMisscheduled: 0,
        numberReady: 8,
      },
    };
    expect(say({ nodes: "forbidden" }, daemonSet)).toEqual({
      state: "Unknown",
      sentence:
        "DaemonSet kube-system/fluentd is ready on 8 of 9 nodes, as its status has it; " +
        "which nodes lack a pod, and why, cannot be told: the nodes could not be read.",
    });
  });
});

describe("what is no trouble of nodes", () => {
  it("pods that may not be listed are not pods that are not there", () => {
    const { status: _, ...rest } = fluentd();
    const counted = {
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
      numberReady: 2,
      numberMisscheduled: 0,
    };
    const seen: DaemonSet = { ...rest, status: { ...counted, observedGeneration: 4 } };
    expect(say({ nodes: workers(2), pods: "forbidden" }, seen)).toEqual({
      state: "Unknown",
      sentence:
        "DaemonSet kube-system/fluentd is ready on 2 of 2 nodes, as its status has it; which nodes lack a pod, " +
        "and why, cannot be told: the pods could not be read.",
    });
  });

  it("a DaemonSet that is being deleted waits for nothing", () => {
    const daemonSet = fluentd();
    const deleted: DaemonSet = {
      ...daemonSet,
      metadata: { ...daemonSet.metadata, generation: 5, deletionTimestamp: now },
    };
    expect(say({ nodes: workers(2), pods: [pod("node-1")] }, deleted)).toEqual({
      state: "Progressing",
      sentence: "DaemonSet kube-system/fluentd is being deleted; 1 node still has a pod of it.",
    });
  });

  it("ready pods that are terminating count, and are told all the same", () => {
    const leaving = pod("node-1");
    const terminating = { ...leaving, metadata: { ...leaving.metadata, deletionTimestamp: now } };
    expect(say({ nodes: workers(2), pods: [terminating, pod("node-2")] })).toEqual({
      state: "Progressing",
      sentence:
        "DaemonSet kube-system/fluentd runs and is ready on all 2 nodes. 1 of those pods is terminating.",
    });
  });

  it("pods that fail again and again are no progress", () => {
    const failed = pod("node-1");
    const failing = { ...failed, status: { phase: "Failed", reason: "Evicted" } };
    expect(say({ nodes: workers(2), pods: [failing, pod("node-2")] })).toEqual({
      state: "Degraded",
      sentence:
        "DaemonSet kube-system/fluentd is ready on 1 of the 2 nodes that should run it: 1 with a pod that failed (Evicted).",
    });
  });
});

it("an update is held up by a pod whose node was deleted", () => {
  const old = { metadata: { labels: { app: "fluentd", "controller-revision-hash": "old" } } };
  const left = pod("node-9");
  const onDeletedNode = { ...left, metadata: { ...left.metadata, ...old.metadata } };
  const waitingFor = pod("node-1");
  const outdated = { ...waitingFor, metadata: { ...waitingFor.metadata, ...old.metadata } };
  const daemonSet = fluentd();
  const { rollout, placement } = facts(
    daemonSet,
    snapshot(daemonSet, { nodes: workers(1), pods: [outdated, onDeletedNode] }),
  );
  expect(placement.podsWithoutNode).toEqual([onDeletedNode.metadata?.name]);
  expect(rollout.heldUpBy).toContainEqual(
    expect.objectContaining({ node: "node-9", reason: expect.stringMatching(/does not exist any more/) }),
  );
});
