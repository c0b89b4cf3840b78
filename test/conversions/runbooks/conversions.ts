import type { Converting } from "../../../src/conversions/runbooks/scene.ts";
import type { Change, SourceKind, TargetKind } from "../../../src/explanation/conversion.ts";
import type { ConversionReference } from "../../../src/explanation/conversionReference.ts";
import type { ConvertedClaim, ConvertedVolume } from "../../../src/explanation/convertedVolume.ts";
import type { KubeObject } from "../../../src/kube/objects.ts";

/** What a case says; all else is grafana's, in the namespace shop. */
export interface Said
  extends Partial<
    Pick<Converting, "changes" | "command" | "decisions" | "references" | "source" | "volumes">
  > {
  readonly name?: string;
  readonly newName?: string;
  readonly before?: number;
  readonly after?: number;
  readonly nodes?: number;
  /** Of the new object, beside selector and template. */
  readonly spec?: object;
  /** Of the new object's pods, beside their container. */
  readonly podSpec?: object;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A conversion with what runbooks read of it. */
export function conversion(from: SourceKind, to: TargetKind, said: Said = {}): Converting {
  const {
    name = "grafana",
    newName = name,
    before = 2,
    after = 2,
    nodes,
    spec,
    podSpec,
    labels,
    ...more
  } = said;
  const namespace = "shop";
  const matchLabels = { app: name };
  const object = {
    apiVersion: "apps/v1",
    kind: to,
    metadata: { name: newName, namespace, labels: labels ?? matchLabels },
    spec: {
      ...(to !== "DaemonSet" && { replicas: after }),
      selector: { matchLabels },
      template: {
        metadata: { labels: matchLabels },
        spec: { containers: [{ name, image: `${name}:1` }], ...podSpec },
      },
      ...spec,
    },
  } as KubeObject;
  const apiVersion = from === "Pod" || from === "ReplicationController" ? "v1" : "apps/v1";
  const text = { name: `${name}.yaml`, text: "" };
  return {
    apiVersion: "workload.kubectl/v1alpha1",
    kind: "Conversion",
    subject: { apiVersion, kind: from, namespace, name },
    target: { apiVersion: "apps/v1", kind: to, namespace, name: newName },
    observedAt: "2026-11-25T09:00:00Z",
    source: { type: "cluster" },
    sentence: "",
    command: `kubectl workload convert ${from.toLowerCase()}/${name} -n ${namespace} --to ${to.toLowerCase()}`,
    changes: [],
    decisions: [],
    volumes: [],
    pods: {
      before,
      after,
      ...(nodes !== undefined && { nodes }),
      namesBefore: `${name}-<random>`,
      namesAfter: `${newName}-<random>`,
    },
    references: [],
    objects: [object],
    manifest: "",
    before: text,
    after: text,
    diff: "",
    gaps: [],
    ...more,
  };
}

/** The claim of grafana's dashboards, on a disk that one node can attach. */
export const grafanaData: ConvertedClaim = {
  claim: "grafana-data",
  use: "LeftBehind",
  exists: true,
  accessModes: ["ReadWriteOnce"],
  capacity: "10Gi",
  storageClass: "fast",
  persistentVolume: "pvc-7c5e",
  reclaimPolicy: "Delete",
};

/** The claim becomes a template: `--volume data=template`. */
export function asTemplate(
  old: Partial<ConvertedClaim> = {},
  first: Partial<ConvertedClaim> = {},
): ConvertedVolume {
  return {
    name: "data",
    from: "Claim",
    to: "ClaimTemplate",
    verdict: "PerPod",
    sentence: "",
    claims: [
      { claim: "data-grafana-0", ordinal: 0, use: "Mounted", exists: false, ...first },
      { ...grafanaData, ...old },
    ],
  };
}

/** All pods go on mounting the claim: `--volume data=shared`. */
export function shared(claim: Partial<ConvertedClaim> = {}): ConvertedVolume {
  return {
    name: "data",
    from: "Claim",
    to: "Claim",
    verdict: "Shared",
    sentence: "",
    claims: [{ ...grafanaData, use: "Mounted", ...claim }],
  };
}

/** What postgres has of its claim template: all pods mount that of ordinal 0, or none is mounted any more. */
export function ofOrdinals(
  verdict: "Shared" | "Empty",
  claims: readonly Partial<ConvertedClaim>[],
): ConvertedVolume {
  return {
    name: "data",
    from: "ClaimTemplate",
    to: verdict === "Shared" ? "Claim" : "Ephemeral",
    verdict,
    sentence: "",
    claims: claims.map((claim, ordinal) => ({
      claim: `data-postgres-${ordinal}`,
      ordinal,
      use: verdict === "Shared" && ordinal === 0 ? "Mounted" : "LeftBehind",
      exists: true,
      accessModes: ["ReadWriteOnce"],
      ...claim,
    })),
  };
}

export const autoscaler: ConversionReference = {
  ref: { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", namespace: "shop", name: "grafana" },
  path: "/spec/scaleTargetRef/kind",
  value: "Deployment",
  by: "Kind",
  holds: false,
  effect: "names `Deployment/grafana`, which is gone then: it scales nothing",
  patch: `kubectl patch hpa/grafana -n shop --type=merge -p '{"spec":{"scaleTargetRef":{"kind":"StatefulSet"}}}'`,
  unpatch: `kubectl patch hpa/grafana -n shop --type=merge -p '{"spec":{"scaleTargetRef":{"kind":"Deployment"}}}'`,
};

export function byLabels(kind: string, name: string): ConversionReference {
  return {
    ref: { apiVersion: kind === "Service" ? "v1" : "policy/v1", kind, namespace: "shop", name },
    path: "/spec/selector",
    value: "app=grafana",
    by: "Labels",
    holds: true,
    effect: "it finds the new pods as it found the old ones",
  };
}

/** It is undone by whoever owns it. */
export function ownedBy(owner: string): ConversionReference {
  return {
    ref: { apiVersion: "apps/v1", kind: "ReplicaSet", namespace: "shop", name: "grafana" },
    path: "/metadata/ownerReferences/0",
    value: owner,
    by: "Manager",
    holds: false,
    effect: `\`${owner}\` owns it and makes it anew as soon as that is gone: change it there`,
  };
}

/** The retention policy that the other kind has no place for. */
export function policy(whenDeleted: string, whenScaled: string): Change {
  return {
    path: "spec.persistentVolumeClaimRetentionPolicy",
    action: "Dropped",
    from: { whenDeleted, whenScaled },
    reason: "there are no claims of ordinals any more",
  };
}
