import type { KubeObject } from "../../kube/objects.ts";
import { type Fields, isFields } from "../pods/templateFields.ts";
import { podDefaults } from "./defaults/pod.ts";
import { areTemplateLabels, workloadSpecs } from "./defaults/workloads.ts";
import { writtenMetadata } from "./metadata.ts";
import { asSent } from "./podAdmission.ts";
import { pruneDefaults } from "./pruneDefaults.ts";
import { withoutTemplateHash } from "./replicaSet.ts";
import { sortedKeys } from "./sortedKeys.ts";

/**
 * What a person would have written to get this object: a Deployment, StatefulSet, DaemonSet, ReplicaSet,
 * ReplicationController or Pod as the API server sent it, without what the server, admission, the scheduler and
 * controllers put into it, and without each value that is the default anyway. What differs from the default stays,
 * and so does every field that is not known here. Of another kind only the status and the server's metadata go.
 *
 * Sent to a server it gives the same object again, and applied to this one it changes nothing. The one exception is
 * a Pod with `matchLabelKeys`: the server takes the requirements that come of them at its creation only, so that not
 * even its own manifest can be applied again.
 */
export function asWritten(object: KubeObject): KubeObject {
  const { kind } = object;
  const { status: _, ...sent } = kind === "Pod" ? asSent(object as Fields) : (object as Fields);
  const { metadata, spec } = sent;
  return sortedKeys({
    ...sent,
    ...(isFields(metadata) && { metadata: metadataOf(kind, metadata, spec) }),
    ...(isFields(spec) && { spec: specOf(kind, spec, object as Fields) }),
  }) as KubeObject;
}

function metadataOf(kind: string | undefined, metadata: Fields, spec: unknown): Fields {
  const written = writtenMetadata(kind, metadata);
  const areDefault =
    kind === "ReplicationController" && isFields(spec) && areTemplateLabels(written["labels"], spec);
  if (!areDefault) return written;
  const { labels: _, ...rest } = written;
  return rest;
}

function specOf(kind: string | undefined, spec: Fields, { spec: live }: Fields): Fields {
  if (kind === "Pod") return pruneDefaults(spec, podDefaults(isFields(live) ? live : spec));
  const own = kind === "ReplicaSet" ? withoutTemplateHash(spec) : spec;
  return pruneDefaults(own, workloadSpecs[kind ?? ""] ?? {});
}
