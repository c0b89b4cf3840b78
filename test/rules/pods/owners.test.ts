import { describe, expect, it } from "vitest";
import type { KubeObject, OwnerReference } from "../../../src/kube/objects.ts";
import type { ReadFailureReason } from "../../../src/kube/read.ts";
import { deployments, nodes, type ResourceType, replicaSets } from "../../../src/kube/resources.ts";
import type { ReadResult, Snapshot } from "../../../src/kube/snapshot.ts";
import { ownerReads, ownersOf } from "../../../src/rules/pods/owners.ts";

const namespace = "shop";
const apps = "apps/v1";

const ownedBy = (kind: string, name: string, more: Partial<OwnerReference> = {}) => ({
  ownerReferences: [{ apiVersion: apps, kind, name, uid: `uid-${name}`, controller: true, ...more }],
});

function objectOf(name: string, metadata: object = {}): KubeObject {
  return { metadata: { namespace, name, uid: `uid-${name}`, ...metadata } };
}

function answer(resource: ResourceType, name: string, came: KubeObject | ReadFailureReason): ReadResult {
  const read = { resource, ...(resource.namespaced && { namespace }), name };
  return typeof came === "string"
    ? { read, failure: { reason: came, message: came } }
    : { read, objects: [came] };
}

function snapshotOf(...results: readonly ReadResult[]): Snapshot {
  return { observedAt: "2026-11-25T12:00:00Z", source: { type: "cluster" }, results };
}

const pod = objectOf("web-7887448d46-x9fwm", ownedBy("ReplicaSet", "web-7887448d46"));
const replicaSet = objectOf("web-7887448d46", ownedBy("Deployment", "web"));
const web = answer(replicaSets, "web-7887448d46", replicaSet);

describe("ownersOf", () => {
  it("of a bare pod gives nobody, and asks for nothing", () => {
    expect(ownersOf(objectOf("shell"), snapshotOf())).toEqual([]);
    expect(ownerReads(objectOf("shell"), snapshotOf())).toEqual([]);
  });

  it("follows the controllers up to one that has none", () => {
    const snapshot = snapshotOf(web, answer(deployments, "web", objectOf("web")));
    expect(ownersOf(pod, snapshot)).toEqual([
      { apiVersion: apps, kind: "ReplicaSet", name: "web-7887448d46", state: "Found" },
      { apiVersion: apps, kind: "Deployment", name: "web", state: "Found" },
    ]);
  });

  it("asks for one after the other, as each is known", () => {
    const first = { resource: replicaSets, namespace, name: "web-7887448d46" };
    expect(ownerReads(pod, snapshotOf())).toEqual([first]);
    expect(ownerReads(pod, snapshotOf(web))).toEqual([
      first,
      { resource: deployments, namespace, name: "web" },
    ]);
  });

  it.each<[string, "Missing" | "Unread", readonly ReadResult[]]>([
    ["is not there", "Missing", [answer(replicaSets, "web-7887448d46", "NotFound")]],
    ["may not be read", "Unread", [answer(replicaSets, "web-7887448d46", "Forbidden")]],
    ["has not been read yet", "Unread", []],
    [
      "has another UID, though the same name",
      "Missing",
      [
        answer(replicaSets, "web-7887448d46", {
          ...replicaSet,
          metadata: { ...replicaSet.metadata, uid: "new" },
        }),
      ],
    ],
  ])("ends at an owner that %s: %s", (_, state, results) => {
    expect(ownersOf(pod, snapshotOf(...results))).toEqual([
      { apiVersion: apps, kind: "ReplicaSet", name: "web-7887448d46", state },
    ]);
  });

  it("ends at an owner of a kind that is not read here", () => {
    const ofJob = objectOf("backup-x9fwm", ownedBy("Job", "backup", { apiVersion: "batch/v1" }));
    expect(ownersOf(ofJob, snapshotOf())).toEqual([
      { apiVersion: "batch/v1", kind: "Job", name: "backup", state: "Unread" },
    ]);
    expect(ownerReads(ofJob, snapshotOf())).toEqual([]);
  });

  it("takes an owner that is not the controller for none", () => {
    expect(ownersOf(objectOf("web-0", ownedBy("Widget", "w", { controller: false })), snapshotOf())).toEqual(
      [],
    );
  });

  it("asks for the node of a static pod without a namespace", () => {
    const mirror = objectOf("kube-scheduler-cp-0", ownedBy("Node", "cp-0", { apiVersion: "v1" }));
    expect(ownerReads(mirror, snapshotOf())).toEqual([{ resource: nodes, name: "cp-0" }]);
    const node = { metadata: { name: "cp-0", uid: "uid-cp-0" } };
    expect(ownersOf(mirror, snapshotOf(answer(nodes, "cp-0", node)))).toEqual([
      { apiVersion: "v1", kind: "Node", name: "cp-0", state: "Found" },
    ]);
  });

  it("ends where two own each other", () => {
    const a = objectOf("a", ownedBy("ReplicaSet", "b"));
    const b = objectOf("b", ownedBy("ReplicaSet", "a"));
    const owners = ownersOf(a, snapshotOf(answer(replicaSets, "a", a), answer(replicaSets, "b", b)));
    expect(owners.map(({ name }) => name)).toEqual(["b", "a", "b", "a", "b"]);
  });
});
