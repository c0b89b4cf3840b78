import { crashLooping, imageMissing } from "./kubelet.ts";
import { headless, podQuota } from "./neighbours.ts";
import { isBoundWith, isUnschedulable, nvmeOnly } from "./pods.ts";
import type { Case, Stage } from "./stage.ts";
import { type StatefulSetInput, statefulSet } from "./workload.ts";

const parallel = { podManagementPolicy: "Parallel" };
const missing = "docker.elastic.co/elasticsearch/elasticsearch:9.2.O";

/** States of an update or of scaling, and what stops them. */
export const statefulSetRollouts: { readonly [name: string]: Case } = {
  rolling: async (stage) => {
    const spec = { ...parallel, minReadySeconds: 5 };
    const kafka = { namespace: "streaming", name: "kafka", image: "apache/kafka:4.0.0", replicas: 3, spec };
    const workload = await named(stage, kafka, 9092);
    await stage.update(workload, "apache/kafka:4.1.0");
    return stage.until(workload, "its second pod", ({ updatedReplicas, readyReplicas }) => {
      return updatedReplicas === 2 && readyReplicas === 3;
    });
  },

  "broken-image": (stage) => brokenBy(stage, "logs"),

  /** The template is the old one again, and the pod that cannot start is not replaced all the same. */
  "rollback-trap": async (stage) => {
    const workload = await brokenBy(stage, "traces");
    await stage.update(workload, elasticsearch.image);
    return stage.until(workload, "to be rolled back", ({ updateRevision, currentRevision }) => {
      return updateRevision === currentRevision;
    });
  },

  /** A pod of the old template is unhealthy when both an update and more pods are wanted. */
  "broken-before-update": async (stage) => {
    const claim = { size: "20Gi", storageClass: "gp3" };
    const spec = { ordinals: { start: 5 } };
    const postgres = { namespace: "accounts", name: "postgres", image: "postgres:17.6", claim, spec };
    const workload = await named(stage, { ...postgres, replicas: 4 }, 5432);
    await stage.edit(workload, { spec: { replicas: 3 } });
    await stage.until(workload, "three pods", ({ replicas }) => replicas === 3);
    const sick = (await stage.podsOf(workload)).filter(({ metadata }) => metadata?.name === "postgres-6");
    await stage.writePodStatus(crashLooping, ...sick);
    await stage.until(workload, "to lack a pod", ({ readyReplicas }) => readyReplicas === 2);
    await stage.edit(workload, { spec: { replicas: 5 } });
    await stage.update(workload, "postgres:18.0");
    return stage.until(workload, "to see the update", ({ updateRevision, currentRevision }) => {
      return updateRevision !== currentRevision;
    });
  },

  partition: async (stage) => {
    const kafka = { namespace: "data", name: "kafka", image: "apache/kafka:4.0.0", spec: parallel };
    const workload = await named(stage, { ...kafka, replicas: 3 }, 9092);
    return partitioned(stage, workload, 2, "apache/kafka:4.1.0");
  },

  /** The upper half of a set that moves here pod by pod; the partition counts from its first ordinal. */
  "ordinals-start": async (stage) => {
    const spec = { ...parallel, ordinals: { start: 5 } };
    const redis = { namespace: "sessions", name: "redis", image: "redis:8.2", spec };
    const workload = await named(stage, { ...redis, replicas: 3 }, 6379);
    return partitioned(stage, workload, 2, "redis:8.4");
  },

  "on-delete": async (stage) => {
    const spec = { updateStrategy: { type: "OnDelete" }, serviceName: "" };
    const etcd = { namespace: "etcd", name: "etcd", image: "quay.io/coreos/etcd:v3.6.4", spec };
    const workload = await stage.run(statefulSet({ ...etcd, replicas: 3 }));
    await stage.update(workload, "quay.io/coreos/etcd:v3.6.5");
    const middle = (await stage.podsOf(workload)).find(({ metadata }) => metadata?.name === "etcd-1");
    if (middle !== undefined) await stage.deletePod(middle);
    return stage.until(workload, "one new pod", ({ updatedReplicas, readyReplicas }) => {
      return updatedReplicas === 1 && readyReplicas === 3;
    });
  },

  "parallel-update-held": async (stage) => {
    const redis = { namespace: "cache", name: "redis", image: "redis:8.2", replicas: 3, spec: parallel };
    const workload = await named(stage, redis, 6379);
    await stage.edit(workload, nvmeOnly);
    await stage.podsOnceThereAre(1, workload, isUnschedulable);
    return stage.until(workload, "to stand still", ({ readyReplicas }) => readyReplicas === 2);
  },

  "scale-down-blocked": async (stage) => {
    const zookeeper = { namespace: "coordination", name: "zk", image: "zookeeper:3.9.4", replicas: 3 };
    const workload = await named(stage, zookeeper, 2181, { publishNotReadyAddresses: true });
    const first = (await stage.podsOf(workload)).filter(({ metadata }) => metadata?.name === "zk-0");
    await stage.writePodStatus(crashLooping, ...first);
    await stage.until(workload, "to lack a pod", ({ readyReplicas }) => readyReplicas === 2);
    await stage.edit(workload, { spec: { replicas: 1 } });
    return stage.until(workload, "to see it", ({ replicas }) => replicas === 3);
  },

  "over-quota": async (stage) => {
    await stage.create(podQuota("queue", 2));
    const rabbit = statefulSet({ namespace: "queue", name: "rabbit", image: "rabbitmq:4.2", replicas: 3 });
    await stage.create(headless(rabbit, 5672));
    const workload = await stage.create(rabbit);
    await stage.eventsOnceThereAre(1, workload, "FailedCreate");
    return stage.until(workload, "two pods", ({ readyReplicas }) => readyReplicas === 2);
  },

  /** 55 characters: with the hash, the label controller-revision-hash has more than the 63 that a label may. */
  "name-too-long": async (stage) => {
    const name = "recommendation-feature-store-postgresql-primary-cluster";
    const store = statefulSet({ namespace: "features", name, image: "postgres:18.0", replicas: 2 });
    await stage.create(headless(store, 5432));
    const workload = await stage.create(store);
    await stage.eventsOnceThereAre(1, workload, "FailedCreate");
    return stage.until(workload, "to be seen", ({ updateRevision }) => updateRevision !== undefined);
  },
};

/** All of it available, with a governing Service. */
async function named(
  stage: Stage,
  input: StatefulSetInput,
  port: number,
  spec: Parameters<typeof headless>[2] = {},
) {
  const workload = statefulSet(input);
  await stage.create(headless(workload, port, spec));
  return stage.run(workload);
}

const elasticsearch = {
  name: "elasticsearch",
  image: "docker.elastic.co/elasticsearch/elasticsearch:9.1.5",
  replicas: 3,
  claim: { size: "100Gi", storageClass: "gp3" },
};

/** An update to an image that is not there stops at its first pod. */
async function brokenBy(stage: Stage, namespace: string) {
  const workload = await named(stage, { namespace, ...elasticsearch }, 9300);
  await stage.keepKwokOut(workload);
  await stage.update(workload, missing);
  await stage.writePodStatus(
    imageMissing,
    ...(await stage.podsOnceThereAre(1, workload, isBoundWith(missing))),
  );
  return stage.until(workload, "to stand still", ({ readyReplicas, updatedReplicas }) => {
    return readyReplicas === 2 && updatedReplicas === 1;
  });
}

async function partitioned(
  stage: Stage,
  workload: ReturnType<typeof statefulSet>,
  partition: number,
  image: string,
) {
  await stage.edit(workload, { spec: { updateStrategy: { rollingUpdate: { partition } } } });
  await stage.update(workload, image);
  return stage.until(workload, "what its partition lets be", ({ updatedReplicas, readyReplicas }) => {
    return updatedReplicas === 3 - partition && readyReplicas === 3;
  });
}
