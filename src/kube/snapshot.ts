import type { KubeObject } from "./objects.ts";
import { type Read, type ReadFailure, readKey } from "./read.ts";
import type { ResourceType } from "./resources.ts";

export interface SnapshotSource {
  readonly type: "cluster" | "manifest" | "snapshot";
  /** `v1.36.3`, where the server was asked. */
  readonly serverVersion?: string;
  readonly context?: string;
  /** The file that it came from, for manifests and saved snapshots. */
  readonly file?: string;
}

/** A read and what came of it: its objects, or why there are none. */
export type ReadResult =
  | { readonly read: Read; readonly objects: readonly KubeObject[]; readonly failure?: never }
  | { readonly read: Read; readonly failure: ReadFailure; readonly objects?: never };

/**
 * What was seen of a cluster, and when. Frozen once the source hands it over: nothing after it does I/O,
 * and every time in an explanation is measured from `observedAt` (RFC 3339).
 */
export interface Snapshot {
  readonly observedAt: string;
  readonly source: SnapshotSource;
  readonly results: readonly ReadResult[];
}

/** What is still needed, given what was read so far. Called until it returns nothing new. */
export type ReadPlan = (soFar: Snapshot) => readonly Read[];

/** The result of exactly this read, undefined when it was not made. */
export function resultOf(snapshot: Snapshot, read: Read): ReadResult | undefined {
  const key = readKey(read);
  return snapshot.results.find((result) => readKey(result.read) === key);
}

/** All objects of a resource that any read brought, without repeats; in one namespace when that is given. */
export function objectsOf<T extends KubeObject>(
  snapshot: Snapshot,
  resource: ResourceType,
  namespace?: string,
): readonly T[] {
  const seen = new Map<string, T>();
  for (const result of snapshot.results) {
    if (
      result.read.resource.resource !== resource.resource ||
      result.read.resource.group !== resource.group
    ) {
      continue;
    }
    for (const object of result.objects ?? []) {
      const { namespace: own, name, uid } = object.metadata ?? {};
      if (namespace !== undefined && own !== namespace) continue;
      const key = uid ?? `${own}/${name}`;
      // A get brings the whole object, a list only what rules read: the first, which is the get, stays.
      if (!seen.has(key)) seen.set(key, object as T);
    }
  }
  return [...seen.values()];
}

export function objectNamed<T extends KubeObject>(
  snapshot: Snapshot,
  resource: ResourceType,
  namespace: string | undefined,
  name: string,
): T | undefined {
  return objectsOf<T>(snapshot, resource, namespace).find((object) => object.metadata?.name === name);
}
