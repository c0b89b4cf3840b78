import type { ConversionReference } from "../../explanation/conversionReference.ts";
import { refOf } from "../../kube/objectRef.ts";
import type { KubeObject, OwnerReference } from "../../kube/objects.ts";
import {
  apiVersionOf,
  configMaps,
  networkPolicies,
  persistentVolumeClaims,
  podMonitors,
  serviceMonitors,
} from "../../kube/resources.ts";
import { objectsOf } from "../../kube/snapshot.ts";
import { referenceReads } from "../../rules/references/referenceReads.ts";
import { type Converting, keepsItsName, oldName } from "./converting.ts";
import { mergePatch } from "./patch.ts";

/**
 * What names the old object as its owner, beside the pods and the like that its controller makes: it is deleted when
 * no owner is left.
 *
 * Upstream: pkg/controller/garbagecollector/garbagecollector.go#attemptToDeleteItem (v1.36)
 */
export function dependentReferences(converting: Converting): readonly ConversionReference[] {
  const { workload, snapshot } = converting;
  const { namespace = "" } = workload.metadata ?? {};
  if (keepsItsName(converting)) return [];
  const resources = [
    ...referenceReads(namespace).map(({ resource }) => resource),
    networkPolicies,
    serviceMonitors,
    podMonitors,
    configMaps,
    ...(deletesClaims(converting) ? [] : [persistentVolumeClaims]),
  ];
  return resources.flatMap((resource) =>
    objectsOf<KubeObject>(snapshot, resource, namespace).flatMap((object) => {
      const owners = object.metadata?.ownerReferences ?? [];
      const index = owners.findIndex((owner) => namesOld(owner, converting));
      if (index < 0) return [];
      const ref = refOf(object, apiVersionOf(resource), resource.kind);
      const others = owners.toSpliced(index, 1);
      const left = others.length === 0 ? null : others;
      return [
        {
          ref,
          path: `/metadata/ownerReferences/${index}`,
          value: owners[index],
          by: "Kind" as const,
          holds: others.length > 0,
          effect:
            others.length > 0
              ? `names \`${oldName(converting)}\` as an owner, and stays for the others`
              : `names \`${oldName(converting)}\` as its owner, and is deleted with that`,
          ...(others.length === 0 && {
            patch: mergePatch(converting, ref, { metadata: { ownerReferences: left } }),
            unpatch: mergePatch(converting, ref, { metadata: { ownerReferences: owners } }),
          }),
        },
      ];
    }),
  );
}

/** By UID where the old object is live: another of its name may have been there before. */
function namesOld({ uid, apiVersion, kind, name }: OwnerReference, { workload }: Converting): boolean {
  const own = workload.metadata?.uid;
  if (own !== undefined) return own === uid;
  return apiVersion.startsWith("apps/") && kind === workload.kind && name === workload.metadata?.name;
}

/** A StatefulSet that owns its claims by its policy: its controller would put the owner back. See `keepClaims`. */
function deletesClaims({ workload }: Converting): boolean {
  const { persistentVolumeClaimRetentionPolicy: policy } = (workload.spec ?? {}) as {
    readonly persistentVolumeClaimRetentionPolicy?: Readonly<Record<string, string>>;
  };
  return workload.kind === "StatefulSet" && Object.values(policy ?? {}).includes("Delete");
}
