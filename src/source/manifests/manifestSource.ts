import type { KubeObject } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { apiVersionOf, qualifiedResource } from "../../kube/resources.ts";
import type { ReadResult } from "../../kube/snapshot.ts";
import { collect } from "../collect.ts";
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
  const object = manifestFor(manifests, namespace, read);
  if (object !== undefined) return { read, objects: [object] };
  const what = qualifiedResource(read.resource);
  return {
    read,
    failure: { reason: "NotRecorded", message: `manifests alone do not tell the ${what} of a cluster` },
  };
}

/** The manifest that a get asks for, with the namespace that applying it would give it. */
export function manifestFor(
  manifests: readonly ManifestObject[],
  namespace: string,
  read: Read,
): KubeObject | undefined {
  if (read.name === undefined) return undefined;
  const found = manifests.find(({ object }) => {
    const own = object.metadata?.namespace ?? namespace;
    return (
      object.kind === read.resource.kind &&
      object.apiVersion === apiVersionOf(read.resource) &&
      object.metadata?.name === read.name &&
      (!read.resource.namespaced || own === read.namespace)
    );
  });
  return found && { ...found.object, metadata: { namespace, ...found.object.metadata } };
}
