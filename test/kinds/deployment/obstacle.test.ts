import { describe, expect, it } from "vitest";
import type {
  DeploymentPod,
  DeploymentRollout,
  ReplicaSetFacts,
} from "../../../src/explanation/deploymentFacts.ts";
import { type ObstacleInput, obstacleOf } from "../../../src/kinds/deployment/obstacle.ts";
import type { Deployment, Node, Pod } from "../../../src/kube/objects.ts";

const now = "2026-11-25T04:10:00Z";

function pod(name: string, more: Partial<DeploymentPod> = {}): DeploymentPod {
  return {
    name,
    replicaSet: name.startsWith("new") ? "shop-new" : "shop-old",
    phase: "Running",
    bound: true,
    ready: true,
    available: true,
    terminating: false,
    restarts: 0,
    ...more,
  };
}

function waiting(name: string, reason: string, summary = reason): DeploymentPod {
  return pod(name, { phase: "Pending", ready: false, available: false, waiting: { reason, summary } });
}

const unscheduled = (name: string): DeploymentPod => {
  const message = "0/3 nodes are available: 3 node(s) didn't have free ports for the requested pod ports";
  return { ...waiting(name, "Unschedulable", message), bound: false };
};

const replicaSet = (name: string, more: Partial<ReplicaSetFacts> = {}): ReplicaSetFacts => ({
  name,
  current: name === "shop-new",
  replicas: 1,
  pods: 1,
  ready: 0,
  available: 0,
  images: [],
  ...more,
});

interface Case {
  readonly pods: readonly DeploymentPod[];
  readonly heldUpBy?: readonly string[];
  readonly rollout?: Partial<DeploymentRollout>;
  readonly replicaSets?: readonly ReplicaSetFacts[];
  readonly conditions?: readonly object[];
  readonly podObjects?: readonly object[];
  readonly nodes?: readonly string[];
}

/** A rolling update of which the controller can do no more. */
function found({ pods, heldUpBy = [], rollout, replicaSets, conditions = [], podObjects = [], nodes }: Case) {
  const input: ObstacleInput = {
    deployment: { status: { conditions } } as unknown as Deployment,
    rollout: {
      strategy: "RollingUpdate",
      phase: "Progressing",
      paused: false,
      minReadySeconds: 0,
      currentReplicaSet: "shop-new",
      heldUpBy: heldUpBy.map((name) => ({ pod: name, reason: "it is not ready" })),
      canStep: false,
      revisionHistoryLimit: 10,
      ...rollout,
    },
    replicaSets: replicaSets ?? [replicaSet("shop-new"), replicaSet("shop-old")],
    pods: { countsFrom: "status", desired: 3, items: pods },
    podObjects: podObjects as readonly Pod[],
    ...(nodes && { nodesForSurge: nodes.map((name) => ({ metadata: { name } }) as Node) }),
    now,
  };
  return obstacleOf(input);
}

const completed = (name: string) => [
  {
    type: "Progressing",
    status: "True",
    reason: "NewReplicaSetAvailable",
    message: `ReplicaSet "${name}" has successfully progressed.`,
  },
];

describe("new pods that do not become available", () => {
  const failing = waiting("new-1", "ImagePullBackOff", "container shop: ImagePullBackOff");

  it("fail for a reason that stays", () => {
    expect(found({ pods: [failing, pod("old-1")], heldUpBy: ["new-1"] })).toEqual({
      reason: "PodsFail",
      message: "container shop: ImagePullBackOff",
      pods: ["new-1"],
    });
  });

  it.each<[string, Case]>([
    ["the controller has a step left", { pods: [failing], heldUpBy: ["new-1"], rollout: { canStep: true } }],
    [
      "one of them is only starting",
      { pods: [failing, waiting("new-2", "ContainerCreating")], heldUpBy: ["new-1", "new-2"] },
    ],
    [
      "scheduling gates hold one, which somebody lifts",
      { pods: [waiting("new-1", "SchedulingGated")], heldUpBy: ["new-1"] },
    ],
    [
      "the rollout was complete before",
      { pods: [failing], heldUpBy: ["new-1"], conditions: completed("shop-new") },
    ],
    [
      "ReplicaSets or pods could not be read",
      { pods: [failing], heldUpBy: ["new-1"], rollout: { canStep: undefined } as object },
    ],
  ])("are no obstacle while %s", (_, of) => {
    expect(found(of)).toBeUndefined();
  });

  it("the rollout that was complete was that of another template", () => {
    expect(found({ pods: [failing], heldUpBy: ["new-1"], conditions: completed("shop-old") })?.reason).toBe(
      "PodsFail",
    );
  });

  it("find no room: not while a pod of it is about to leave some", () => {
    const of = { pods: [unscheduled("new-1"), pod("old-1", { terminating: true })], heldUpBy: ["new-1"] };
    expect(found(of)).toBeUndefined();
    expect(found({ ...of, pods: [unscheduled("new-1"), pod("old-1")] })?.reason).toBe("PodsFail");
  });
});

describe("a node for each pod", () => {
  const nodes = ["node-1", "node-2"];
  const old = nodes.map((node, index) => pod(`old-${index}`, { node }));

  it("every node that could run the new pod has one", () => {
    expect(found({ pods: [...old, unscheduled("new-1")], heldUpBy: ["new-1"], nodes })).toEqual({
      reason: "NoNode",
      message: "0/3 nodes are available: 3 node(s) didn't have free ports for the requested pod ports",
      pods: ["new-1"],
    });
  });

  it.each<[string, Case]>([
    [
      "one node is free of them: something else is in the way",
      { pods: [...old, unscheduled("new-1")], heldUpBy: ["new-1"], nodes: [...nodes, "node-3"] },
    ],
    [
      "all the pods there are new: no old one can go first",
      {
        pods: [...nodes.map((node, index) => pod(`new-${index}`, { node })), unscheduled("new-9")],
        heldUpBy: ["new-9"],
        nodes,
      },
    ],
    [
      "an old pod sits on a node that takes no more, so another is free",
      {
        pods: [pod("old-0", { node: "node-8" }), pod("old-1", { node: "node-1" }), unscheduled("new-1")],
        heldUpBy: ["new-1"],
        nodes,
      },
    ],
    ["nodes could not be read", { pods: [...old, unscheduled("new-1")], heldUpBy: ["new-1"] }],
    [
      "the new pod has a node and fails there",
      { pods: [...old, waiting("new-1", "CrashLoopBackOff")], heldUpBy: ["new-1"], nodes },
    ],
  ])("not when %s", (_, of) => {
    expect(found(of)?.reason).toBe("PodsFail");
  });

  it("a pod that has failed has left its node's ports, and takes none", () => {
    const gone = pod("old-1", { node: "node-2", phase: "Failed" });
    expect(
      found({
        pods: [pod("old-0", { node: "node-1" }), gone, unscheduled("new-1")],
        heldUpBy: ["new-1"],
        nodes,
      })?.reason,
    ).toBe("PodsFail");
  });
});

describe("new pods that are refused", () => {
  const message = 'pods "shop-new-x" is forbidden: exceeded quota: team';
  const refused = [
    replicaSet("shop-new", { createFailure: { reason: "FailedCreate", message } }),
    replicaSet("shop-old"),
  ];

  it("and nothing else moves", () => {
    expect(found({ pods: [pod("old-1")], replicaSets: refused })).toEqual({
      reason: "CreateRefused",
      message,
      pods: [],
    });
  });

  it.each<[string, Case]>([
    [
      "an old pod still takes of the quota while it ends",
      { pods: [pod("old-1", { terminating: true })], replicaSets: refused },
    ],
    [
      "a new pod that was let in may yet become available",
      { pods: [waiting("new-1", "ContainerCreating")], heldUpBy: ["new-1"], replicaSets: refused },
    ],
    [
      "it is an old ReplicaSet that is refused",
      {
        pods: [pod("old-1")],
        replicaSets: [
          replicaSet("shop-new"),
          replicaSet("shop-old", { createFailure: { reason: "FailedCreate", message } }),
        ],
      },
    ],
  ])("no obstacle while %s", (_, of) => {
    expect(found(of)).toBeUndefined();
  });
});

describe("Recreate waits for old pods", () => {
  const rollout = { strategy: "Recreate" } as const;
  const pods = [pod("old-1", { terminating: true })];
  const object = (deletionTimestamp: string, more: object = {}) => ({
    metadata: { name: "old-1", deletionTimestamp, ...more },
  });

  it("that should have ended: their node may be gone", () => {
    expect(found({ pods, rollout, podObjects: [object("2026-11-25T04:05:00Z")] })).toEqual({
      reason: "OldPodsStay",
      message: "it is terminating, and its grace period was over at 2026-11-25T04:05:00Z",
      pods: ["old-1"],
    });
  });

  it("that finalizers keep", () => {
    const kept = object("2026-11-25T04:05:00Z", { finalizers: ["shop.example.com/drain"] });
    expect(found({ pods, rollout, podObjects: [kept] })?.message).toBe(
      "it is terminating, and its finalizers keep it: shop.example.com/drain",
    );
  });

  it("while the condition is still that of the ReplicaSet before", () => {
    const of = { pods, rollout, podObjects: [object("2026-11-25T04:05:00Z")] };
    expect(found({ ...of, conditions: completed("shop-old") })?.reason).toBe("OldPodsStay");
  });

  it.each<[string, string, readonly DeploymentPod[]]>([
    ["their grace period lasts", "2026-11-25T04:10:20Z", pods],
    ["it is just over, and the kubelet cleans up", "2026-11-25T04:09:30Z", pods],
    [
      "they have ended, and only their objects are left",
      "2026-11-25T04:05:00Z",
      [pod("old-1", { terminating: true, phase: "Failed" })],
    ],
  ])("no obstacle: %s", (_, deletionTimestamp, items) => {
    expect(found({ pods: items, rollout, podObjects: [object(deletionTimestamp)] })).toBeUndefined();
  });

  it("once they are gone, the new ones may fail as in any rollout", () => {
    const failing = waiting("new-1", "CrashLoopBackOff");
    expect(found({ pods: [failing], heldUpBy: ["new-1"], rollout })?.reason).toBe("PodsFail");
  });
});
