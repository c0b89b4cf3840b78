import { describe, expect, it } from "vitest";
import type { DeploymentPod } from "../../../src/explanation/deploymentFacts.ts";
import { podCounts } from "../../../src/kinds/deployment/pods.ts";
import { nodesForSurge, surgeReads, surgeRoomOf } from "../../../src/kinds/deployment/surgeRoom.ts";
import type { Deployment, KubeObject } from "../../../src/kube/objects.ts";
import { nodes, resourceQuotas } from "../../../src/kube/resources.ts";
import type { ReadResult, Snapshot } from "../../../src/kube/snapshot.ts";

const namespace = "edge";
const port = { containerPort: 80, hostPort: 80 };

interface Written {
  readonly strategy?: object;
  readonly replicas?: number;
  readonly ports?: readonly object[];
  readonly status?: object;
}

function gateway({ strategy = {}, replicas = 3, ports = [], status = {} }: Written = {}): Deployment {
  return {
    metadata: { name: "gateway", namespace, uid: "uid-gateway", generation: 4 },
    spec: {
      replicas,
      strategy,
      selector: {},
      template: { spec: { containers: [{ name: "envoy", ports, resources: { requests: { cpu: "1" } } }] } },
    },
    status: { observedGeneration: 4, replicas, updatedReplicas: replicas, ...status },
  } as unknown as Deployment;
}

const quota = { metadata: { name: "team", namespace }, status: { hard: { pods: "4" }, used: { pods: "3" } } };
const quotasAnswer: ReadResult = {
  read: { resource: resourceQuotas, namespace },
  objects: [quota as KubeObject],
};
const nodesAnswer: ReadResult = {
  read: { resource: nodes },
  objects: [{ metadata: { name: "node-1" } }, { metadata: { name: "node-2" } }],
};

function snapshot(...results: readonly ReadResult[]): Snapshot {
  return { observedAt: "2026-11-25T04:00:00Z", source: { type: "cluster" }, results };
}

const roomOf = (deployment: Deployment, ...results: readonly ReadResult[]) =>
  surgeRoomOf(deployment, podCounts(deployment), snapshot(...results));

describe("what is read to tell whether a surge has room", () => {
  const asked = (written: Written) => surgeReads(gateway(written)).map(({ resource }) => resource.resource);
  const recreate = { type: "Recreate" };
  it.each<[string, Written, readonly string[]]>([
    ["quotas", {}, ["resourcequotas"]],
    ["nodes as well where each pod needs its own", { ports: [port] }, ["resourcequotas", "nodes"]],
    [
      "no nodes where an old pod may go first",
      { ports: [port], strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } } },
      ["resourcequotas"],
    ],
    ["nothing for Recreate", { strategy: recreate, ports: [port] }, []],
    [
      "nothing without a surge",
      { strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }, ports: [port] },
      [],
    ],
    ["nothing without replicas", { replicas: 0, ports: [port] }, []],
    [
      "no quotas while a surge is under way, but still nodes",
      { ports: [port], status: { replicas: 4, updatedReplicas: 1 } },
      ["nodes"],
    ],
    ["no quotas for a template that the controller has not seen", { status: { observedGeneration: 3 } }, []],
  ])("%s", (_, written, resources) => {
    expect(asked(written)).toEqual(resources);
  });
});

describe("the room of a surge", () => {
  it("is what each quota has left", () => {
    expect(roomOf(gateway(), quotasAnswer)).toEqual({
      pods: 1,
      quotas: [{ quota: "team", resource: "pods", hard: "4", used: "3", perPod: "1", fits: 1 }],
    });
  });

  it("is in pods: 30% of 8 are 3", () => {
    expect(roomOf(gateway({ replicas: 8, strategy: { rollingUpdate: { maxSurge: "30%" } } }))?.pods).toBe(3);
  });

  it("counts the nodes that could run a pod where each needs its own", () => {
    expect(roomOf(gateway({ ports: [port] }), nodesAnswer)?.ownNode).toEqual({
      because: "HostPort",
      path: "/spec/template/spec/containers/0/ports/0/hostPort",
      value: port.hostPort,
      eligibleNodes: 2,
    });
  });

  it("tells those of them apart that have no pod of it yet; one that has ended takes none", () => {
    const deployment = gateway({ ports: [port] });
    const on = (node: string, phase = "Running") =>
      ({
        name: `gateway-${node}`,
        node,
        phase,
        terminating: false,
        replicaSet: "gateway-1",
      }) as DeploymentPod;
    const freeNodes = (...items: readonly DeploymentPod[]) =>
      surgeRoomOf(deployment, { ...podCounts(deployment), items }, snapshot(nodesAnswer))?.ownNode?.freeNodes;
    expect(freeNodes(on("node-1"))).toBe(1);
    expect(freeNodes(on("node-1"), on("node-2"))).toBe(0);
    expect(freeNodes(on("node-1"), on("node-2", "Failed"))).toBe(1);
    // Cordoned since: its pod runs on, and takes none of those that are left.
    expect(freeNodes(on("node-1"), on("node-9"))).toBe(1);
  });

  it.each<[string, ReadResult]>([
    [
      "could not be read",
      { read: { resource: nodes }, failure: { reason: "Forbidden", message: "nodes is forbidden" } },
    ],
    [
      "are only those of manifests",
      { ...nodesAnswer, incomplete: { reason: "NotRecorded", message: "manifests alone" } } as ReadResult,
    ],
  ])("does not count nodes that %s", (_, result) => {
    const deployment = gateway({ ports: [port] });
    expect(roomOf(deployment, result)?.ownNode).not.toHaveProperty("eligibleNodes");
    expect(nodesForSurge(deployment, snapshot(result))).toBeUndefined();
  });

  it.each<[string, Written]>([
    ["Recreate", { strategy: { type: "Recreate" } }],
    ["a surge is under way", { status: { replicas: 4, updatedReplicas: 1 } }],
    ["pods of an old template are left", { status: { replicas: 3, updatedReplicas: 2 } }],
    ["no replicas", { replicas: 0 }],
  ])("is not said: %s", (_, written) => {
    expect(roomOf(gateway(written), quotasAnswer)).toBeUndefined();
  });

  it("is not said while a pod is terminating: the quota still counts it", () => {
    const deployment = gateway();
    const items = [
      {
        name: "gateway-1",
        replicaSet: "gateway",
        phase: "Running",
        bound: true,
        ready: false,
        available: false,
        terminating: true,
        restarts: 0,
      },
    ];
    expect(
      surgeRoomOf(deployment, { ...podCounts(deployment), items }, snapshot(quotasAnswer)),
    ).toBeUndefined();
  });
});
