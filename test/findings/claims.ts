import type { DeploymentFacts } from "../../src/explanation/deploymentFacts.ts";
import type { MountedClaim } from "../../src/explanation/mountedClaim.ts";
import type { Autoscaler, References } from "../../src/explanation/references.ts";
import { noReferences, web } from "./healthy.ts";

/** A claim on a disk of a cloud, bound. */
export function diskClaim(change: Partial<MountedClaim> = {}): MountedClaim {
  return {
    volume: "data",
    claim: "uploads",
    readOnly: false,
    exists: true,
    phase: "Bound",
    accessModes: ["ReadWriteOnce"],
    accessModesFrom: "PersistentVolume",
    persistentVolume: "pvc-7c1",
    driver: "ebs.csi.aws.com",
    alsoMountedBy: [],
    ...change,
  };
}

/** Deployment shop/web with one pod, one more during an update, and none unavailable. */
export function single(
  claim: MountedClaim,
  rollout: Partial<DeploymentFacts["rollout"]> = {},
  references: References = noReferences,
) {
  return web((facts) => ({
    claims: [claim],
    pods: { ...facts.pods, desired: 1, items: (facts.pods.items ?? []).slice(0, 1) },
    rollout: { ...facts.rollout, ...rollout },
    references,
  }));
}

/** A HorizontalPodAutoscaler of shop/web. */
export function autoscaledTo(maxReplicas: number, change: Partial<Autoscaler> = {}): References {
  const autoscaler: Autoscaler = {
    ref: { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", namespace: "shop", name: "web" },
    target: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
    namesSubject: true,
    targetExists: true,
    minReplicas: 1,
    maxReplicas,
    conditions: [],
    sharesPodsWith: [],
    ...change,
  };
  return { ...noReferences, autoscalers: [autoscaler] };
}
