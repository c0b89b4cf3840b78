import type { KubeObject } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import {
  controllerRevisions,
  endpointSlices,
  events,
  nodes,
  pods,
  qualifiedResource,
  type ResourceType,
  replicaSets,
  resourceOf,
} from "../../kube/resources.ts";
import type { ReadResult } from "../../kube/snapshot.ts";
import { collect } from "../collect.ts";
import { isMeant } from "../isMeant.ts";
import type { Source } from "../source.ts";
import type { ManifestObject } from "./readManifests.ts";

/** Manifests alone: what they hold is known, and nothing else is. */
export function manifestSource(
  manifests: readonly ManifestObject[],
  { namespace, observedAt }: { readonly namespace: string; readonly observedAt: string },
): Source {
  return {
    collect(plan) {
      const files = [...new Set(manifests.map(({ origin }) => origin.file))];
      const source = { type: "manifest", file: files.join(", ") } as const;
      return collect(async (read) => answerOf(manifests, namespace, read), plan, { observedAt, source });
    },
    close() {},
  };
}

function answerOf(manifests: readonly ManifestObject[], namespace: string, read: Read): ReadResult {
  const objects = manifestsFor(manifests, namespace, read);
  const what = qualifiedResource(read.resource);
  const failure = {
    reason: "NotRecorded",
    message: `manifests alone do not tell the ${what} of a cluster`,
  } as const;
  // What people write is known as far as the manifests hold it, though the cluster may have more. Of what controllers
  // and the cluster make they tell nothing.
  const { resource, name } = read;
  if (name === undefined && !made.has(resource)) {
    return { read, objects, incomplete: failure };
  }
  return name !== undefined && objects.length > 0 ? { read, objects } : { read, failure };
}

/** What nobody writes by hand, or, as nodes, never all of. */
const made: ReadonlySet<ResourceType> = new Set([
  controllerRevisions,
  endpointSlices,
  events,
  nodes,
  pods,
  replicaSets,
]);

/** The manifest that a get asks for, as applying it would make it. */
export function manifestFor(
  manifests: readonly ManifestObject[],
  namespace: string,
  read: Read,
): KubeObject | undefined {
  return read.name === undefined ? undefined : manifestsFor(manifests, namespace, read)[0];
}

/** The manifests that a read asks for, as applying them would make them. */
export function manifestsFor(
  manifests: readonly ManifestObject[],
  namespace: string,
  read: Read,
): readonly KubeObject[] {
  return manifests
    .filter(({ object }) => resourceOf(object) === read.resource)
    .map(({ object }) => asApplied(object, read.resource.namespaced ? namespace : undefined))
    .filter((object) => isMeant(object, read));
}

/**
 * The object before any controller has seen it. A manifest that was once read from a cluster holds its identity
 * and status there, of which applying it takes nothing over.
 */
function asApplied(object: KubeObject, namespace: string | undefined): KubeObject {
  const { status: _, ...rest } = object as KubeObject & { readonly status?: unknown };
  const { namespace: own, ...metadata } = object.metadata ?? {};
  const kept = Object.entries(metadata).filter(([field]) => !setByServer.has(field));
  return {
    ...rest,
    metadata: {
      ...Object.fromEntries(kept),
      ...(namespace !== undefined && { namespace: own || namespace }),
    },
  };
}

const setByServer: ReadonlySet<string> = new Set([
  "uid",
  "resourceVersion",
  "generation",
  "creationTimestamp",
  "deletionTimestamp",
  "deletionGracePeriodSeconds",
  "managedFields",
  "selfLink",
]);
