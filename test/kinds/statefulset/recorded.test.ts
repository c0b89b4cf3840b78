import { describe, expect, it } from "vitest";
import { explain } from "../../../src/explain/explain.ts";
import type { KubeObject, StatefulSet } from "../../../src/kube/objects.ts";
import { pods } from "../../../src/kube/resources.ts";
import { explained, recording } from "../recorded.ts";

const unschedulable =
  "0/12 nodes are available: 1 node(s) were unschedulable, 4 node(s) had untolerated taint(s), 7 node(s) didn't match Pod's node affinity/selector";

describe("the verdict of a StatefulSet, as a real control plane left it", () => {
  it.each([
    ["statefulset-healthy", "Healthy", "Complete", "StatefulSet customers/postgres is ready, 3 of 3."],
    ["statefulset-left-over-claims", "Healthy", "Complete", "StatefulSet data/postgres is ready, 2 of 2."],
    [
      "statefulset-without-service",
      "Degraded",
      "Complete",
      "StatefulSet default/nginx-statefulset is ready, 3 of 3, but no pod has a DNS name: its governing Service `nginx` does not exist.",
    ],
    [
      "statefulset-service-selects-others",
      "Degraded",
      "Complete",
      "StatefulSet siem/opensearch is ready, 3 of 3, but no pod has a DNS name: its governing Service `opensearch` does not select its pods.",
    ],
    [
      "statefulset-rolling",
      "Progressing",
      "Progressing",
      "StatefulSet streaming/kafka has 3 of 3 pods ready: kafka-1 holds up the update (it is ready, but not yet for minReadySeconds).",
    ],
    [
      "statefulset-broken-image",
      "Blocked",
      "Progressing",
      "StatefulSet logs/elasticsearch has 2 of 3 pods ready: elasticsearch-2 holds up the update (container elasticsearch: ImagePullBackOff).",
    ],
    [
      "statefulset-broken-before-update",
      "Blocked",
      "Progressing",
      "StatefulSet accounts/postgres has 2 of 5 pods ready: postgres-6 holds up the creation of ordinals 8 and 9 and the update (container postgres: CrashLoopBackOff (exit code 1, 6 restarts)). postgres-6 is not of the current template, and gets it only once it is ready or somebody deletes it.",
    ],
    [
      "statefulset-partition",
      "Progressing",
      "Partitioned",
      "StatefulSet data/kafka is ready, 3 of 3. 1 of 3 pods is of the current template: its partition, 2, keeps the others as they are.",
    ],
    [
      "statefulset-on-delete",
      "Progressing",
      "WaitsForDeletion",
      "StatefulSet etcd/etcd is ready, 3 of 3. 2 pods keep another template than the current one until somebody deletes them (OnDelete).",
    ],
    [
      "statefulset-over-quota",
      "Degraded",
      "Progressing",
      'StatefulSet queue/rabbit has 2 of 3 pods ready: rabbit-2: it cannot be created: pods "rabbit-2" is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2.',
    ],
    [
      "statefulset-claim-class-missing",
      "Blocked",
      "Progressing",
      "StatefulSet billing-db/mysql has 0 of 3 pods ready: mysql-0 holds up the creation of ordinals 1 and 2 (0/12 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found).",
    ],
    [
      "statefulset-scale-down-blocked",
      "Blocked",
      "Progressing",
      "StatefulSet coordination/zk has 0 of 1 pod ready and 2 more to delete: zk-0 holds up the deletion of ordinals 1 and 2 (container zk: CrashLoopBackOff (exit code 1, 6 restarts)).",
    ],
    [
      "statefulset-parallel-update-held",
      "Blocked",
      "Progressing",
      `StatefulSet cache/redis has 2 of 3 pods ready: redis-2 holds up the update (${unschedulable}).`,
    ],
  ])("%s: %s, %s", async (recorded, state, phase, sentence) => {
    const { verdict, facts, gaps } = await explained(recorded, "StatefulSet");
    expect(verdict).toEqual({ state, sentence });
    expect(facts.rollout.phase).toBe(phase);
    expect(gaps).toEqual([]);
  });

  it.each(["statefulset-healthy", "statefulset-rolling", "statefulset-not-ready-published"])(
    "%s: nothing that an operator would act on",
    async (recorded) => {
      expect((await explained(recorded, "StatefulSet")).findings).toEqual([]);
    },
  );

  it("not applied yet: says what it asks for", async () => {
    const { verdict } = await explained("statefulset-left-over-claims", "StatefulSet", (object) => {
      if (object.kind !== "StatefulSet") return object;
      const { uid: _, ...metadata } = object.metadata ?? {};
      const { status: __, ...manifest } = object as StatefulSet;
      return { ...manifest, metadata };
    });
    expect(verdict.sentence).toBe(
      "StatefulSet data/postgres, not applied yet, asks for 2 pods, postgres-5 to postgres-6.",
    );
  });

  it("without a serviceName nobody misses the names", async () => {
    const { verdict, facts } = await explained("statefulset-without-service", "StatefulSet", (object) =>
      withSpec(object, { serviceName: "" }),
    );
    expect(verdict).toEqual({
      state: "Healthy",
      sentence: "StatefulSet default/nginx-statefulset is ready, 3 of 3.",
    });
    expect(facts).not.toHaveProperty("governingService");
    expect(facts.identities[0]?.noRecordReason).toBe("NoServiceName");
  });
});

describe("a StatefulSet whose pods could not be read", () => {
  it("is told by its status, which counts pods that are to be deleted as well", async () => {
    const { request, snapshot } = await recording("statefulset-scale-down-blocked", "StatefulSet");
    const failure = { reason: "Forbidden", message: "pods is forbidden" } as const;
    const results = snapshot.results.map(({ read, objects = [] }) =>
      read.resource === pods ? { read, failure } : { read, objects },
    );
    const [explanation] = explain(request, { ...snapshot, results }).explanations;
    expect(explanation?.verdict).toEqual({
      state: "Progressing",
      sentence: "StatefulSet coordination/zk has 2 of its 3 pods ready, as its status has it, and wants 1.",
    });
    expect(explanation?.gaps.map(({ resource, effect }) => [resource, effect])).toEqual([
      ["pods", "which ordinals have a pod, and what state it is in"],
    ]);
  });
});

describe("the identities of a StatefulSet", () => {
  it("ordinals begin at ordinals.start, and each has its claim, name and revision", async () => {
    const { facts } = await explained("statefulset-left-over-claims", "StatefulSet");
    expect(facts.identities.map(({ ordinal }) => ordinal)).toEqual([5, 6]);
    expect(facts.identities[0]).toMatchObject({
      pod: "postgres-5",
      state: "Ready",
      hostname: "postgres-5",
      fqdn: "postgres-5.postgres.data.svc.cluster.local",
      record: "Published",
      revision: "Update",
      claims: [
        { template: "data", claim: "data-postgres-5", exists: true, phase: "Bound", capacity: "20Gi" },
      ],
    });
  });

  it("claims beyond the range are left over, in the order of their ordinals", async () => {
    const { facts } = await explained("statefulset-left-over-claims", "StatefulSet");
    expect(facts.claims.leftOver.map(({ claim }) => claim)).toEqual([
      "data-postgres-7",
      "data-postgres-8",
      "data-postgres-9",
    ]);
    expect(facts.claims.leftOverCapacity).toBe("60Gi");
  });

  it("without its governing Service no pod has a name, though each has its hostname", async () => {
    const { facts } = await explained("statefulset-without-service", "StatefulSet");
    expect(facts.governingService).toEqual({ name: "nginx", exists: false });
    for (const identity of facts.identities) {
      expect(identity).toMatchObject({ record: "None", noRecordReason: "ServiceNotFound" });
      expect(identity).not.toHaveProperty("fqdn");
    }
  });

  it("a pod that is not ready has no record, unless the Service publishes it all the same", async () => {
    const strict = await explained("statefulset-broken-before-update", "StatefulSet");
    expect(strict.facts.identities.map(({ record, noRecordReason }) => noRecordReason ?? record)).toEqual([
      "Published",
      "NotReady",
      "Published",
      "NoPod",
      "NoPod",
    ]);
    const published = await explained("statefulset-not-ready-published", "StatefulSet");
    expect(published.facts.identities.map(({ state, record }) => [state, record])).toEqual([
      ["NotReady", "Published"],
      ["NotReady", "Published"],
      ["NotReady", "Published"],
    ]);
  });

  it("below the partition pods are of the template before", async () => {
    const { facts } = await explained("statefulset-partition", "StatefulSet");
    expect(facts.identities.map(({ revision }) => revision)).toEqual(["Current", "Current", "Update"]);
  });

  it("the partition counts from the first ordinal, whichever it is", async () => {
    const { facts } = await explained("statefulset-ordinals-start", "StatefulSet");
    expect(facts.identities.map(({ ordinal, revision }) => [ordinal, revision])).toEqual([
      [5, "Current"],
      [6, "Current"],
      [7, "Update"],
    ]);
  });

  it("a pod of a template that was taken back is of neither revision, and only a hand replaces it", async () => {
    const { facts } = await explained("statefulset-rollback-trap", "StatefulSet");
    expect(facts.identities.map(({ revision }) => revision)).toEqual(["Update", "Update", "Other"]);
    expect(facts.rollout.heldUpBy).toMatchObject({ ordinal: 2, replacedByHandOnly: true });
  });

  it("claims that somebody made grow are not what their template would make", async () => {
    const { facts } = await explained("statefulset-claim-expanded", "StatefulSet");
    const claims = facts.identities.flatMap(({ claims }) => claims);
    expect(claims.map(({ capacity, drift }) => [capacity, drift])).toEqual([
      ["200Gi", [{ field: "size", template: "50Gi", claim: "200Gi" }]],
      ["200Gi", [{ field: "size", template: "50Gi", claim: "200Gi" }]],
    ]);
  });

  it("no pod can be created while the label with the revision is too long", async () => {
    const { facts } = await explained("statefulset-name-too-long", "StatefulSet");
    expect(facts.identities.map(({ state }) => state)).toEqual(["Missing", "Missing"]);
    expect(facts.rollout.updateRevision).toHaveLength(66);
    expect(facts.events.map(({ reason }) => reason)).toEqual(["FailedCreate"]);
  });

  it("the unhealthy pod of an older template is named as the one that only a hand can replace", async () => {
    const { facts } = await explained("statefulset-broken-before-update", "StatefulSet");
    expect(facts.rollout.heldUpBy).toMatchObject({
      ordinal: 6,
      creation: [8, 9],
      deletion: [],
      update: [7, 6, 5],
      replacedByHandOnly: true,
    });
  });
});

function withSpec(object: KubeObject, spec: object): KubeObject {
  return object.kind === "StatefulSet"
    ? ({ ...object, spec: { ...(object as StatefulSet).spec, ...spec } } as KubeObject)
    : object;
}
