import type { DeploymentFacts } from "../explanation/deploymentFacts.ts";
import type { Evidence } from "../explanation/finding.ts";
import type { MountedClaim } from "../explanation/mountedClaim.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { beside, evidence } from "./evidence.ts";

/** What the commands about a Deployment's claims name. */
export type DeploymentParameters = {
  readonly namespace: string;
  readonly deployment: string;
  /** Manifests alone are changed in a file, not by a command. */
  readonly applied: boolean;
};

export function deploymentParameters({ namespace = "", name, uid }: ObjectRef): DeploymentParameters {
  return { namespace, deployment: name, applied: uid !== undefined };
}

/**
 * Claims that the pods of one node at a time can use. Left out are those whose volume several nodes may attach by
 * another of its modes, is mounted without being attached, or brings all pods to its own node; and one that has no
 * volume yet, for which every pod waits.
 *
 * Upstream: pkg/volume/util/util.go#IsMultiAttachAllowed (v1.36)
 */
export function claimsOfOneNode(claims: readonly MountedClaim[]): readonly MountedClaim[] {
  return eachOnce(claims).filter(
    ({ accessModes, attaches, onlyOnNode, phase }) =>
      phase !== "Pending" &&
      accessModes.length > 0 &&
      accessModes.every((mode) => mode === "ReadWriteOnce") &&
      attaches !== false &&
      onlyOnNode === undefined,
  );
}

/** Claims that a single pod of the whole cluster can use. */
export function claimsOfOnePod(claims: readonly MountedClaim[]): readonly MountedClaim[] {
  return eachOnce(claims).filter(({ accessModes }) => accessModes.includes("ReadWriteOncePod"));
}

/** A template may name one claim in several of its volumes. */
function eachOnce(claims: readonly MountedClaim[]): readonly MountedClaim[] {
  return claims.filter(({ claim }, index) => index === claims.findIndex((each) => each.claim === claim));
}

export function accessModesOf(
  subject: ObjectRef,
  { claim, accessModes, accessModesFrom, persistentVolume }: MountedClaim,
): Evidence {
  const ref: ObjectRef =
    accessModesFrom === "PersistentVolume" && persistentVolume !== undefined
      ? { apiVersion: "v1", kind: "PersistentVolume", name: persistentVolume }
      : beside(subject, "v1", "PersistentVolumeClaim", claim);
  return evidence(ref, "/spec/accessModes", accessModes);
}

/** How many pods there may be at once, a surge aside, and who says so. */
export interface MostPods {
  readonly pods: number;
  /** `HorizontalPodAutoscaler/web`; empty when it is the Deployment itself. */
  readonly autoscaler: string;
  readonly evidence: Evidence;
}

export function mostPods(subject: ObjectRef, { pods, references }: DeploymentFacts): MostPods {
  const [most] = references.autoscalers
    // What a ScaledObject has made is put back by it.
    .filter(({ namesSubject, managedBy }) => namesSubject && managedBy === undefined)
    .toSorted((a, b) => (b.maxReplicas ?? 0) - (a.maxReplicas ?? 0));
  const { maxReplicas = 0, ref } = most ?? {};
  if (ref === undefined || maxReplicas <= pods.desired) {
    return {
      pods: pods.desired,
      autoscaler: "",
      evidence: evidence(subject, "/spec/replicas", pods.desired),
    };
  }
  const field = ref.kind === "ScaledObject" ? "/spec/maxReplicaCount" : "/spec/maxReplicas";
  return {
    pods: maxReplicas,
    autoscaler: `${ref.kind}/${ref.name}`,
    evidence: evidence(ref, field, maxReplicas),
  };
}

/** An update starts a pod beside the only one, and keeps that until the new one is available. */
export function surgesBesideTheOnlyPod({ pods, rollout }: DeploymentFacts): boolean {
  const { strategy, maxSurge = 0, maxUnavailable } = rollout;
  return pods.desired === 1 && strategy === "RollingUpdate" && maxSurge > 0 && maxUnavailable === 0;
}

/** What the budget of a rolling update is written as, and what of it comes to no unavailable pod. */
export function surgeEvidence(subject: ObjectRef, { rollout }: DeploymentFacts): readonly Evidence[] {
  const { maxSurgeSpec = "25%", maxUnavailableSpec = "25%" } = rollout;
  return [
    evidence(subject, "/spec/strategy/rollingUpdate/maxSurge", maxSurgeSpec),
    evidence(subject, "/spec/strategy/rollingUpdate/maxUnavailable", maxUnavailableSpec),
  ];
}

/**
 * How to have a single pod at any time: one replica, and an update that ends it before it starts the next.
 *
 * @param autoscaler as in `MostPods`
 */
export function onePodAtATime(
  { namespace, deployment, applied }: DeploymentParameters,
  { scaled, autoscaler }: { readonly scaled: boolean; readonly autoscaler: string },
): readonly string[] {
  if (!applied) {
    return ["  spec:", ...(scaled ? ["    replicas: 1"] : []), "    strategy:", "      type: Recreate"];
  }
  const kubectl = `  kubectl -n ${namespace} patch`;
  const spec = { ...(scaled && { replicas: 1 }), strategy: { type: "Recreate", rollingUpdate: null } };
  return [
    ...(autoscaler === "" ? [] : [`${kubectl} ${limitToOne(autoscaler)}`]),
    `${kubectl} deployment ${deployment} --type=merge -p '${JSON.stringify({ spec })}'`,
  ];
}

function limitToOne(autoscaler: string): string {
  const [kind, name] = autoscaler.split("/");
  const spec =
    kind === "ScaledObject" ? { minReplicaCount: 1, maxReplicaCount: 1 } : { minReplicas: 1, maxReplicas: 1 };
  return `${kind?.toLowerCase()} ${name} --type=merge -p '${JSON.stringify({ spec })}'`;
}
