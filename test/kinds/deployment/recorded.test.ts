import { describe, expect, it } from "vitest";
import { explain } from "../../../src/explain/explain.ts";
import type { Deployment, KubeObject } from "../../../src/kube/objects.ts";
import { replicaSets } from "../../../src/kube/resources.ts";
import { stableNames } from "../../snapshots/stableNames.ts";
import { explained, recording } from "../recorded.ts";

const unschedulable =
  "0/12 nodes are available: 1 node(s) were unschedulable, 4 node(s) had untolerated taint(s), ";

describe("the verdict of a Deployment, as a real control plane left it", () => {
  it.each([
    [
      "deployment-complete",
      "Healthy",
      "Complete",
      "Deployment default/nginx-deployment is available, 3 of 3, on 3 nodes.",
    ],
    [
      "deployment-healthy",
      "Healthy",
      "Complete",
      "Deployment storefront/storefront is available, 4 of 4, on 4 nodes.",
    ],
    [
      "deployment-scaled-down",
      "Healthy",
      "Complete",
      "Deployment reports/report-builder is scaled to 0 and runs no pods.",
    ],
    [
      "deployment-rolling",
      "Progressing",
      "Progressing",
      "Deployment catalog/catalog is rolling out: 3 of 6 pods are of its current template, 5 of an older one are available. It waits for catalog-d5649b5dc-***** (it is ready, but not yet for minReadySeconds) and 2 more pods.",
    ],
    [
      "deployment-past-deadline",
      "Blocked",
      "DeadlineExceeded",
      `Deployment shop/web has made no progress for longer than its progressDeadlineSeconds (10 s): 2 of 4 pods are of its current template, 3 of an older one are available. It waits for web-67598b8d65-***** (${unschedulable}7 Insufficient cpu) and 1 more pod.`,
    ],
    [
      "deployment-stuck",
      "Blocked",
      "Progressing",
      `Deployment mail/mail is stuck rolling out: 2 of 4 pods are of its current template, 3 of an older one are available. It waits for mail-98f6c95c8-***** (${unschedulable}7 node(s) didn't match Pod's node affinity/selector) and 1 more pod.`,
    ],
    [
      "deployment-broken-image",
      "Blocked",
      "Progressing",
      "Deployment checkout/checkout-api is stuck rolling out: 2 of 4 pods are of its current template, 3 of an older one are available. It waits for checkout-api-86f6777675-***** (container checkout-api: ImagePullBackOff) and 1 more pod.",
    ],
    [
      "deployment-host-port-stuck",
      "Blocked",
      "Progressing",
      "Deployment gateway-blue/gateway is stuck rolling out: 1 of 7 pods is of its current template, 7 of an older one are available. Each pod needs a node of its own, and every node that could run gateway-57cb98b4c7-***** has one already.",
    ],
    [
      "deployment-claim-pending",
      "Blocked",
      "Progressing",
      "Deployment wiki/outline has 0 of 1 pod available: 1 is Pending (0/12 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found).",
    ],
    [
      "deployment-paused-midway",
      "Blocked",
      "Paused",
      "Deployment newsletter/newsletter is paused in the middle of a change: 2 of 4 pods are of its current template, 5 are available. Its rollout waits until somebody resumes it.",
    ],
    [
      "deployment-created-paused",
      "Blocked",
      "Paused",
      "Deployment cart/cart was created paused: it gets no pod until somebody resumes it.",
    ],
    [
      "deployment-recreate-waits",
      "Progressing",
      "Progressing",
      "Deployment import/importer is rolling out: 0 of 2 pods are of its current template, 0 are available. It waits for importer-66cd7f6f7f-***** (it is terminating) and 1 more pod.",
    ],
    [
      "deployment-recreate-held",
      "Blocked",
      "Progressing",
      "Deployment invoices/importer is stuck rolling out: 0 of 2 pods are of its current template, 0 are available. It waits for importer-66cd7f6f7f-***** (it is terminating, and its finalizers keep it: example.com/drain) and 1 more pod.",
    ],
    [
      "deployment-over-quota",
      "Blocked",
      "Progressing",
      'Deployment lab/grafana has 2 of 3 pods available: 1 cannot be created (pods "grafana-67b7cc9bc6-*****" is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2).',
    ],
    [
      "deployment-rolled-back-then-crashing",
      "Degraded",
      "Progressing",
      "Deployment orders/orders-api has 2 of 3 pods available: 1 is not ready (CrashLoopBackOff).",
    ],
  ])("%s: %s, %s", async (recorded, state, phase, sentence) => {
    const { verdict, facts, gaps } = await explained(recorded, "Deployment");
    expect({ ...verdict, sentence: stableNames(verdict.sentence) }).toEqual({ state, sentence });
    expect(facts.rollout.phase).toBe(phase);
    expect(gaps).toEqual([]);
  });

  it.each([
    "deployment-healthy",
    "deployment-history",
    "deployment-scaled-down",
    "deployment-rolling",
    "deployment-recreate-waits",
  ])("%s: nothing that an operator would act on", async (recorded) => {
    expect((await explained(recorded, "Deployment")).findings).toEqual([]);
  });

  it("not applied yet: says what it would do", async () => {
    const { verdict } = await explained("deployment-complete", "Deployment", (object) => {
      if (object.kind !== "Deployment") return object;
      const { uid: _, ...metadata } = object.metadata ?? {};
      const { status: __, ...manifest } = object as Deployment;
      return { ...manifest, metadata };
    });
    expect(verdict.sentence).toBe("Deployment default/nginx-deployment, not applied yet, asks for 3 pods.");
  });

  it("not observed: the status is of the spec before", async () => {
    const { verdict, facts } = await explained(
      "deployment-complete",
      "Deployment",
      edited({ generation: 2 }),
    );
    expect(facts.rollout.phase).toBe("NotObserved");
    expect(verdict).toEqual({
      state: "Progressing",
      sentence:
        "Deployment default/nginx-deployment has 3 of 3 pods available, but its controller has not acted on its latest change yet.",
    });
  });

  it("being deleted: the pods that are left are counted", async () => {
    const { verdict } = await explained(
      "deployment-complete",
      "Deployment",
      edited({ deletionTimestamp: "2026-11-23T04:30:00Z" }),
    );
    expect(verdict.sentence).toBe(
      "Deployment default/nginx-deployment is being deleted; 3 pods of it are still there.",
    );
  });
});

describe("the facts of a Deployment", () => {
  it("the oldest ReplicaSet of the template is current, though it was there before the other", async () => {
    const { facts } = await explained("deployment-rolled-back-then-crashing", "Deployment");
    const [current, other] = facts.replicaSets;
    expect(current).toMatchObject({ revision: 3, current: true, replicas: 3, pods: 3, available: 2 });
    expect(other).toMatchObject({ revision: 2, current: false, replicas: 0 });
    expect(Date.parse(current?.createdAt ?? "")).toBeLessThan(Date.parse(other?.createdAt ?? ""));
  });

  it("a rollout whose pods cannot be scheduled has used up its budget: the controller can do nothing", async () => {
    const { facts } = await explained("deployment-stuck", "Deployment");
    expect(facts.rollout).toMatchObject({
      canStep: false,
      rolledOut: false,
      maxSurge: 1,
      maxUnavailable: 1,
      maxSurgeSpec: "25%",
    });
    expect(facts.rollout.heldUpBy).toHaveLength(2);
  });

  it("pods are those of its ReplicaSets by UID, though others have the same labels", async () => {
    const { facts } = await explained("deployment-complete", "Deployment");
    expect(facts.pods.items?.map(({ name, updated }) => [stableNames(name), updated])).toEqual([
      ["nginx-deployment-6c5f67b5f7-*****", true],
      ["nginx-deployment-6c5f67b5f7-*****", true],
      ["nginx-deployment-6c5f67b5f7-*****", true],
    ]);
  });

  it("the volume that is attached elsewhere is the obstacle, in the attach/detach controller's words", async () => {
    const { facts } = await explained("deployment-claim-deadlock", "Deployment");
    const [claim] = facts.claims;
    expect(claim).toMatchObject({
      phase: "Bound",
      accessModes: ["ReadWriteOnce"],
      driver: "ebs.csi.aws.com",
    });
    expect(facts.rollout.obstacle?.reason).toBe("PodsFail");
    expect(stableNames(facts.rollout.obstacle?.message ?? "")).toBe(
      `Multi-Attach error for volume "${claim?.persistentVolume}" Volume is already used by pod(s) grafana-76544cb7cb-*****`,
    );
  });

  it("the surge of the next update finds no room in the quota", async () => {
    const { facts } = await explained("deployment-surge-over-quota", "Deployment");
    expect(facts.rollout.surgeRoom).toMatchObject({
      pods: 1,
      quotas: [{ quota: "team", resource: "pods", hard: "3", used: "3", perPod: "1", fits: 0 }],
    });
  });

  it("and finds no node where each pod takes a port of one: 7 of 12 could run them, and have one", async () => {
    const { facts } = await explained("deployment-host-port", "Deployment");
    expect(facts.rollout.surgeRoom?.ownNode).toMatchObject({ because: "HostPort", eligibleNodes: 7 });
    expect(facts.pods.available).toBe(7);
  });

  it("a Service that asks for another label is near, and selects nothing", async () => {
    const { facts } = await explained("deployment-service-mismatch", "Deployment");
    expect(facts.services).toEqual([]);
    expect(facts.missingServices.map(({ name, mismatches }) => ({ name, mismatches }))).toEqual([
      { name: "recommender", mismatches: [{ key: "tier", wanted: "api", actual: "backend" }] },
    ]);
  });

  it("the change cause and the Services that select its pods", async () => {
    const { facts } = await explained("deployment-past-deadline", "Deployment");
    expect(facts.replicaSets.map(({ revision, changeCause }) => [revision, changeCause])).toEqual([
      [3, "requests as measured"],
      [2, "release 1.27"],
      [1, "release 1.26"],
    ]);
    expect(facts.services).toMatchObject([
      { name: "web", type: "ClusterIP", headless: false, ports: ["80/TCP"], endpoints: { ready: 3 } },
    ]);
  });

  it("Recreate has no budget, and waits for old pods that are terminating", async () => {
    const { facts } = await explained("deployment-recreate-waits", "Deployment");
    expect(facts.rollout).not.toHaveProperty("maxSurge");
    expect(facts.rollout.heldUpBy.map(({ reason }) => reason)).toEqual([
      "it is terminating",
      "it is terminating",
    ]);
    expect(facts.rollout.canStep).toBe(false);
  });

  it("a ReplicaSet that cannot create pods says why, once", async () => {
    const { facts } = await explained("deployment-over-quota", "Deployment");
    expect(facts.replicaSets[0]?.createFailure?.reason).toBe("FailedCreate");
    expect(facts.events.map(({ reason }) => reason)).toEqual(["FailedCreate"]);
  });

  it("where ReplicaSets could not be read, which pods are its own is not said", async () => {
    const { request, snapshot } = await recording("deployment-complete", "Deployment");
    const failure = { reason: "Forbidden", message: "replicasets.apps is forbidden" } as const;
    const results = snapshot.results.map(({ read, objects = [] }) =>
      read.resource === replicaSets ? { read, failure } : { read, objects },
    );
    const [explanation] = explain(request, { ...snapshot, results }).explanations;
    expect(explanation?.verdict.sentence).toBe("Deployment default/nginx-deployment is available, 3 of 3.");
    expect(explanation?.facts).toMatchObject({
      replicaSets: [],
      pods: { countsFrom: "status", available: 3 },
    });
    expect(explanation?.facts).not.toHaveProperty("pods.items");
    expect(explanation?.gaps.map(({ resource }) => resource)).toEqual(["replicasets.apps"]);
  });
});

function edited(metadata: KubeObject["metadata"]) {
  return (object: KubeObject): KubeObject =>
    object.kind === "Deployment" ? { ...object, metadata: { ...object.metadata, ...metadata } } : object;
}
