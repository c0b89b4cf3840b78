import { setTimeout as sleep } from "node:timers/promises";
import { crashLooping, imageMissing } from "./kubelet.ts";
import { podQuota, service } from "./neighbours.ts";
import { isBoundWith, isComplete, isHeldUp, isUnschedulable, nvmeOnly } from "./pods.ts";
import type { Case } from "./stage.ts";
import { type DeploymentInput, deployment } from "./workload.ts";

type Spec = NonNullable<DeploymentInput["spec"]>;

const replicas = 4;
const small = { resources: { requests: { cpu: "100m", memory: "128Mi" } } };

/** States of a rolling update, and of what stops it. */
export const deploymentRollouts: { readonly [name: string]: Case } = {
  rolling: async (stage) => {
    const spec = { minReadySeconds: 8 };
    const catalog = { namespace: "catalog", name: "catalog", image: "registry.example/catalog:3.4.0" };
    const workload = await stage.run(deployment({ ...catalog, replicas: 6, spec, container: small }));
    await stage.update(workload, "registry.example/catalog:3.5.0");
    return stage.until(workload, "to be half-way", ({ updatedReplicas, readyReplicas, replicas }) => {
      return updatedReplicas === 3 && readyReplicas === replicas;
    });
  },

  stuck: async (stage) => {
    const mail = { namespace: "mail", name: "mail", image: "registry.example/mail:1.0.0" };
    const workload = await stage.run(deployment({ ...mail, replicas }));
    await stage.edit(workload, nvmeOnly);
    await stage.podsOnceThereAre(2, workload, isUnschedulable);
    return stage.until(workload, "to stand still", isHeldUp);
  },

  "broken-image": async (stage) => {
    const image = "registry.example/checkout-api:2.4.0";
    const missing = "registry.example/checkout-api:2.5.O";
    const checkout = { namespace: "checkout", name: "checkout-api", image, container: small };
    const workload = await stage.run(deployment({ ...checkout, replicas }));
    await stage.keepKwokOut(workload);
    await stage.update(workload, missing);
    const pods = await stage.podsOnceThereAre(2, workload, isBoundWith(missing));
    await stage.writePodStatus(imageMissing, ...pods);
    return stage.until(workload, "to stand still", isHeldUp);
  },

  "past-deadline": async (stage) => {
    const causes = ["release 1.26", "release 1.27", "requests as measured"];
    const spec = { progressDeadlineSeconds: 10 };
    const shop = { namespace: "shop", name: "web", image: "registry.example/web:1.26", container: small };
    const workload = await stage.run(
      deployment({ ...shop, replicas, spec, metadata: changeCause(causes[0] ?? "") }),
    );
    await stage.create(service(workload, 80));
    await stage.update(workload, "registry.example/web:1.27", {}, causes[1]);
    await stage.until(workload, "release 1.27", isComplete(replicas));
    const resources = { requests: { cpu: "400", memory: "128Mi" } };
    await stage.update(workload, "registry.example/web:1.27", { resources }, causes[2]);
    return stage.until(workload, "its deadline", ({ conditions = [] }) =>
      conditions.some(({ reason }) => reason === "ProgressDeadlineExceeded"),
    );
  },

  "paused-midway": async (stage) => {
    const spec = { minReadySeconds: 4 };
    const news = { namespace: "newsletter", name: "newsletter", image: "registry.example/newsletter:7.1" };
    const workload = await stage.run(deployment({ ...news, replicas, spec, container: small }));
    await stage.update(workload, "registry.example/newsletter:7.2");
    await stage.until(workload, "two new pods", ({ updatedReplicas }) => updatedReplicas === 2);
    await stage.edit(workload, { spec: { paused: true } });
    return stage.until(workload, "to rest", ({ updatedReplicas, replicas, availableReplicas }) => {
      return updatedReplicas === 2 && availableReplicas === replicas;
    });
  },

  "created-paused": async (stage) => {
    const cart = { namespace: "cart", name: "cart", image: "registry.example/cart:1.0.0" };
    const workload = await stage.create(deployment({ ...cart, replicas: 3, spec: { paused: true } }));
    return stage.until(workload, "to be seen", ({ conditions = [] }) =>
      conditions.some(({ reason }) => reason === "DeploymentPaused"),
    );
  },

  "over-quota": async (stage) => {
    await stage.create(podQuota("lab", 2));
    const container = { resources: { requests: { cpu: "100m" } } };
    const grafana = { namespace: "lab", name: "grafana", image: "grafana:12", container };
    const workload = await stage.create(deployment({ ...grafana, replicas: 3 }));
    return stage.until(workload, "to be refused a pod", ({ availableReplicas, conditions = [] }) => {
      return availableReplicas === 2 && conditions.some(({ type }) => type === "ReplicaFailure");
    });
  },

  "surge-over-quota": async (stage) => {
    await stage.create(podQuota("billing", 3));
    const ledger = { namespace: "billing", name: "ledger", image: "registry.example/ledger:5.0.2" };
    return stage.run(deployment({ ...ledger, replicas: 3, container: small }));
  },

  "recreate-waits": recreating("import"),

  "recreate-held": async (stage, cluster) => {
    const workload = await recreating("invoices")(stage, cluster);
    // A kubelet has had the time to end them: only their finalizer keeps them.
    await sleep(66_000);
    return workload;
  },

  "rolled-back-then-crashing": async (stage) => {
    const orders = { namespace: "orders", name: "orders-api", image: "registry.example/orders-api:8.0.0" };
    const workload = await stage.run(deployment({ ...orders, replicas: 3, container: small }));
    // Which ReplicaSet is the older one is told in whole seconds.
    await sleep(1100);
    await stage.update(workload, "registry.example/orders-api:8.1.0");
    await stage.until(workload, "8.1.0", isComplete(3));
    await stage.update(workload, orders.image);
    await stage.until(workload, "8.0.0 again", isComplete(3));
    const [first] = await stage.podsOf(workload);
    if (first !== undefined) await stage.writePodStatus(crashLooping, first);
    return stage.until(workload, "to lack a pod", ({ availableReplicas }) => availableReplicas === 2);
  },

  history: async (stage) => {
    const metadata = changeCause("first release");
    const search = {
      namespace: "suggest",
      name: "suggest",
      image: "registry.example/suggest:1.0.0",
      metadata,
    };
    const workload = await stage.run(deployment({ ...search, replicas: 3, container: small }));
    const releases = [
      ["1.1.0", "synonyms", small],
      ["1.1.0", "more memory for synonyms", { resources: { requests: { cpu: "100m", memory: "512Mi" } } }],
      ["1.2.0", "typo tolerance", {}],
    ] as const;
    for (const [tag, cause, container] of releases) {
      await sleep(1100);
      await stage.update(workload, `registry.example/suggest:${tag}`, container, cause);
      await stage.until(workload, cause, isComplete(3));
    }
    return workload;
  },

  "scaled-down": async (stage) => {
    const report = { namespace: "reports", name: "report-builder", image: "registry.example/report:2.0" };
    const workload = await stage.run(deployment({ ...report, replicas: 2, container: small }));
    await stage.update(workload, "registry.example/report:2.1");
    await stage.until(workload, "2.1", isComplete(2));
    await stage.edit(workload, { spec: { replicas: 0 } });
    return stage.until(workload, "to have no pod", ({ replicas = 0, terminatingReplicas }) => {
      return replicas === 0 && terminatingReplicas === 0;
    });
  },
};

/** Its pods cannot end before somebody has taken their finalizer away. */
function recreating(namespace: string): Case {
  return async (stage) => {
    const importer = { namespace, name: "importer", image: "registry.example/importer:1.9" };
    const podMetadata = { finalizers: ["example.com/drain"] };
    const spec: Spec = { strategy: { type: "Recreate" } };
    const workload = await stage.run(
      deployment({ ...importer, replicas: 2, spec, podMetadata, container: small }),
    );
    await stage.update(workload, "registry.example/importer:2.0");
    return stage.until(workload, "to wait", ({ terminatingReplicas, replicas = 0 }) => {
      return replicas === 0 && terminatingReplicas === 2;
    });
  };
}

const changeCause = (cause: string) => ({ annotations: { "kubernetes.io/change-cause": cause } });
