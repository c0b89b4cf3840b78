import { disruptionBudget, headless } from "./neighbours.ts";
import { isComplete, isUnschedulable } from "./pods.ts";
import type { Case } from "./stage.ts";
import { statefulSet } from "./workload.ts";

/** A claim for each pod, and what becomes of them. */
export const statefulSetClaims: { readonly [name: string]: Case } = {
  healthy: async (stage) => {
    const claim = { size: "50Gi", storageClass: "gp3" };
    const postgres = { namespace: "customers", name: "postgres", image: "postgres:18.0", replicas: 3, claim };
    const workload = statefulSet(postgres);
    await stage.create(headless(workload, 5432));
    await stage.protect(disruptionBudget(workload, { maxUnavailable: 1 }));
    await stage.run(workload);
    await stage.endpointsOnceThereAre(3, workload);
    return workload;
  },

  "left-over-claims": async (stage) => {
    const claim = { size: "20Gi", storageClass: "gp3" };
    const spec = { ordinals: { start: 5 } };
    const postgres = { namespace: "data", name: "postgres", image: "postgres:18.0", claim, spec };
    const workload = statefulSet({ ...postgres, replicas: 5 });
    await stage.create(headless(workload, 5432));
    await stage.run(workload);
    await stage.edit(workload, { spec: { replicas: 2 } });
    await stage.until(workload, "two pods", isComplete(2));
    await stage.endpointsOnceThereAre(2, workload);
    return workload;
  },

  /** Scaling down and deleting it take the data away. */
  "retention-delete": async (stage) => {
    const claim = { size: "5Gi", storageClass: "gp3" };
    const persistentVolumeClaimRetentionPolicy = { whenDeleted: "Delete", whenScaled: "Delete" };
    const spec = { persistentVolumeClaimRetentionPolicy };
    const valkey = { namespace: "ratelimits", name: "valkey", image: "valkey/valkey:9.0", claim, spec };
    const workload = statefulSet({ ...valkey, replicas: 2 });
    await stage.create(headless(workload, 6379));
    await stage.run(workload);
    await stage.endpointsOnceThereAre(2, workload);
    return workload;
  },

  "claim-class-missing": async (stage) => {
    const claim = { size: "50Gi", storageClass: "fast-ssd" };
    const mysql = { namespace: "billing-db", name: "mysql", image: "mysql:8.4", replicas: 3, claim };
    const workload = statefulSet(mysql);
    await stage.create(headless(workload, 3306));
    await stage.create(workload);
    await stage.podsOnceThereAre(1, workload, isUnschedulable);
    await stage.eventsOnceThereAre(1, workload, "ProvisioningFailed");
    return stage.until(workload, "its first pod", ({ replicas }) => replicas === 1);
  },

  /** Somebody made the claims grow by hand: the template, which cannot be changed, still says 50Gi. */
  "claim-expanded": async (stage) => {
    const claim = { size: "50Gi", storageClass: "gp3" };
    const prometheus = {
      namespace: "prometheus",
      name: "prometheus",
      image: "prom/prometheus:v3.7.0",
      claim,
    };
    const workload = statefulSet({ ...prometheus, replicas: 2 });
    await stage.create(headless(workload, 9090));
    await stage.run(workload);
    await stage.expandClaims(workload, "200Gi");
    await stage.endpointsOnceThereAre(2, workload);
    return workload;
  },
};
