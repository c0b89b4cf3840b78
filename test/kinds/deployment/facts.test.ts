import { describe, expect, it } from "vitest";
import { deployment as kind } from "../../../src/kinds/deployment/index.ts";
import type { ExplainOptions } from "../../../src/kinds/kind.ts";
import type { Deployment, KubeObject } from "../../../src/kube/objects.ts";
import { type Read, readKey } from "../../../src/kube/read.ts";
import { resultOf, type Snapshot } from "../../../src/kube/snapshot.ts";

const namespace = "edge";
const labels = { app: "gateway" };

function template(image: string) {
  return {
    metadata: { labels },
    spec: {
      containers: [
        { name: "envoy", image, ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 9901 }] },
      ],
      initContainers: [
        { name: "config", image: "config:1", ports: [{ containerPort: 1 }] },
        { name: "log", image: "log:1", restartPolicy: "Always", ports: [{ containerPort: 2020 }] },
      ],
      volumes: [{ name: "certs", persistentVolumeClaim: { claimName: "certs", readOnly: true } }],
    },
  };
}

/** One node is labelled for it, its pod is there, and a new template asks for a second pod. */
const objects: readonly KubeObject[] = [
  {
    kind: "Deployment",
    metadata: { name: "gateway", namespace, uid: "uid-gateway", generation: 2 },
    spec: { replicas: 1, selector: { matchLabels: labels }, template: template("envoy:2") },
    status: {
      observedGeneration: 2,
      replicas: 2,
      updatedReplicas: 1,
      readyReplicas: 1,
      availableReplicas: 1,
      conditions: [{ type: "Progressing", status: "True", reason: "ReplicaSetUpdated" }],
    },
  } as KubeObject,
  replicaSet("old", 1, "envoy:1", 1),
  replicaSet("new", 2, "envoy:2", 0),
  pod("old", { nodeName: "node-1" }, [{ type: "Ready", status: "True" }]),
  pod("new", {}, [
    {
      type: "PodScheduled",
      status: "False",
      reason: "Unschedulable",
      message: "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports.",
    },
  ]),
  { kind: "Node", metadata: { name: "node-1" } },
  {
    kind: "PersistentVolumeClaim",
    metadata: { name: "certs", namespace },
    spec: { volumeName: "pv-certs", accessModes: ["ReadOnlyMany"] },
  } as KubeObject,
  {
    kind: "PersistentVolume",
    metadata: { name: "pv-certs" },
    spec: { nfs: {}, accessModes: ["ReadOnlyMany"] },
  } as KubeObject,
];

function replicaSet(name: string, revision: number, image: string, availableReplicas: number): KubeObject {
  return {
    kind: "ReplicaSet",
    metadata: {
      name: `gateway-${name}`,
      namespace,
      uid: `uid-${name}`,
      labels,
      annotations: { "deployment.kubernetes.io/revision": `${revision}` },
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "Deployment", name: "gateway", uid: "uid-gateway", controller: true },
      ],
    },
    spec: { replicas: 1, selector: {}, template: template(image) },
    status: { replicas: 1, availableReplicas },
  } as KubeObject;
}

function pod(replicaSetName: string, spec: object, conditions: readonly object[]): KubeObject {
  return {
    kind: "Pod",
    metadata: {
      name: `gateway-${replicaSetName}-1`,
      namespace,
      uid: `uid-pod-${replicaSetName}`,
      labels,
      ownerReferences: [
        {
          apiVersion: "apps/v1",
          kind: "ReplicaSet",
          name: `gateway-${replicaSetName}`,
          uid: `uid-${replicaSetName}`,
          controller: true,
        },
      ],
    },
    spec,
    status: { phase: "nodeName" in spec ? "Running" : "Pending", conditions },
  } as KubeObject;
}

function answer(read: Read, from: readonly KubeObject[]) {
  const found = from.filter(
    ({ kind: of, metadata }) =>
      of === read.resource.kind && (read.name === undefined || metadata?.name === read.name),
  );
  if (read.name !== undefined && found.length === 0) {
    return { read, failure: { reason: "NotFound", message: `"${read.name}" not found` } } as const;
  }
  return { read, objects: found };
}

/** Asks as a source does, until nothing more is asked for; each round of reads goes out at once. */
function explained(from: readonly KubeObject[], options: ExplainOptions = {}) {
  const rounds: string[][] = [];
  let snapshot: Snapshot = { observedAt: "2026-11-25T04:00:00Z", source: { type: "cluster" }, results: [] };
  for (;;) {
    const asked = kind.reads({ namespace, name: "gateway" }, snapshot, options);
    const missing = asked.filter((read) => resultOf(snapshot, read) === undefined);
    if (missing.length === 0) break;
    rounds.push(missing.map(({ resource, name }) => [resource.resource, name ?? ""].join(" ").trim()));
    const unique = new Map(missing.map((read) => [readKey(read), read]));
    snapshot = {
      ...snapshot,
      results: [...snapshot.results, ...[...unique.values()].map((read) => answer(read, from))],
    };
  }
  const [workload] = from as readonly Deployment[];
  const facts = kind.facts(workload as Deployment, snapshot, options);
  return { facts, rounds, verdict: kind.verdict(workload as Deployment, facts, snapshot.source) };
}

describe("a Deployment whose surge pod needs a node of its own", () => {
  const { facts, rounds, verdict } = explained(objects);

  it("is stuck, and says of what", () => {
    expect(facts.rollout.obstacle).toEqual({
      reason: "NoNode",
      message: "0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports",
      pods: ["gateway-new-1"],
    });
    expect(verdict).toEqual({
      state: "Blocked",
      sentence:
        "Deployment edge/gateway is stuck rolling out: 1 of 1 pod is of its current template, 1 of an older one is available. Each pod needs a node of its own, and every node that could run gateway-new-1 has one already.",
    });
  });

  it("no room is reckoned while the surge is under way", () => {
    expect(facts.rollout).not.toHaveProperty("surgeRoom");
  });

  it("reads by what the answers call for", () => {
    expect(rounds.slice(1)).toEqual([
      ["persistentvolumeclaims certs", "replicasets", "pods", "nodes"],
      ["persistentvolumes pv-certs", "events"],
    ]);
  });

  it("declared ports, those of a sidecar as well, but not those of an init container that ends", () => {
    expect(facts.declaredPorts).toEqual([80, 9901, 2020]);
  });

  it("the claim that its template names, and the volume behind it", () => {
    expect(facts.claims).toMatchObject([
      {
        claim: "certs",
        readOnly: true,
        exists: true,
        driver: "nfs",
        attaches: false,
        accessModesFrom: "PersistentVolume",
      },
    ]);
  });

  it("what the new template changed, and of which revision the old one is asked for", () => {
    expect(facts.replicaSets[0]).toMatchObject({
      name: "gateway-new",
      changedSince: 1,
      changes: [{ path: "spec.containers[envoy].image", from: "envoy:1", to: "envoy:2" }],
    });
    const [, old] = explained(objects, { revision: 1 }).facts.replicaSets;
    expect(old?.template?.spec?.containers[0]?.image).toBe("envoy:1");
  });

  it("the history limit, as the API server defaults it", () => {
    expect(facts.rollout.revisionHistoryLimit).toBe(10);
  });
});

describe("a Deployment whose ReplicaSet is refused", () => {
  const message = 'Failed to create new replica set "gateway-new": exceeded quota: objects';
  const [workload, old] = objects as readonly (Deployment & KubeObject)[];
  const refused = {
    ...workload,
    metadata: { ...workload?.metadata, generation: 3 },
    status: {
      ...workload?.status,
      replicas: 1,
      conditions: [{ type: "Progressing", status: "False", reason: "ReplicaSetCreateError", message }],
    },
  } as KubeObject;

  it("is blocked, and its status is no word on the template", () => {
    const { facts, verdict } = explained([refused, old as KubeObject]);
    expect(facts.rollout).toMatchObject({ phase: "NotObserved", replicaSetRefused: message });
    expect(facts.rollout).not.toHaveProperty("rolledOut");
    expect(verdict).toEqual({
      state: "Blocked",
      sentence:
        "Deployment edge/gateway has 1 of 1 pod available, and no ReplicaSet for its current template, which the API server refuses.",
    });
  });

  it("no more once the ReplicaSet is there", () => {
    const { facts } = explained([refused, ...objects.slice(1)]);
    expect(facts.rollout).not.toHaveProperty("replicaSetRefused");
  });
});

describe("a Deployment that is not applied yet", () => {
  const [workload] = objects as readonly Deployment[];
  const manifest = {
    kind: "Deployment",
    metadata: { name: "gateway", namespace },
    spec: workload?.spec,
  } as KubeObject;

  it("has claims and ports, and nothing that only a controller makes", () => {
    const { facts, rounds } = explained([manifest]);
    expect(rounds.slice(1)).toEqual([["persistentvolumeclaims certs"]]);
    expect(facts.claims).toMatchObject([{ claim: "certs", exists: false }]);
    expect(facts.rollout).not.toHaveProperty("surgeRoom");
    expect(facts.rollout).not.toHaveProperty("obstacle");
  });
});
