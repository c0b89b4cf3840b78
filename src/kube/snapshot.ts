import type { KubeObject } from "./objects.ts";
import { type Read, type ReadFailure, readKey } from "./read.ts";
import { qualifiedResource, type ResourceType } from "./resources.ts";

export interface SnapshotSource {
  readonly type: "cluster" | "manifest" | "snapshot";
  /** `v1.36.3`, where the server was asked. */
  readonly serverVersion?: string;
  readonly context?: string;
  /** The file that it came from, for manifests and saved snapshots. */
  readonly file?: string;
}

/**
 * A read and what came of it: its objects, or why there are none. `incomplete` says why a list may lack some: what
 * is not in it may exist all the same.
 */
export type ReadResult =
  | {
      readonly read: Read;
      readonly objects: readonly KubeObject[];
      readonly incomplete?: ReadFailure;
      readonly failure?: never;
    }
  | {
      readonly read: Read;
      readonly failure: ReadFailure;
      readonly objects?: never;
      readonly incomplete?: never;
    };

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

/** The result of this read, or of one that asked for the same in all namespaces; undefined when neither was made. */
export function resultOf(snapshot: Snapshot, read: Read): ReadResult | undefined {
  const result = answerTo(snapshot, read);
  if (result?.objects === undefined || result.read.namespace === read.namespace) return result;
  return { ...result, objects: objectsOf(snapshot, read.resource, read.namespace) };
}

/** Whether there is a result of this read, or of one that asked for the same in all namespaces. */
export function wasAnswered(snapshot: Snapshot, read: Read): boolean {
  return answerTo(snapshot, read) !== undefined;
}

function answerTo(snapshot: Snapshot, read: Read): ReadResult | undefined {
  const { byRead } = indexOf(snapshot);
  const exact = byRead.get(readKey(read));
  if (exact !== undefined || !isWholeList(read) || read.namespace === undefined) return exact;
  return byRead.get(readKey(inAllNamespaces(read)));
}

/** A list of everything there is of a resource, in a namespace or in all. */
export function isWholeList({ name, labelSelector, fieldSelector }: Read): boolean {
  return name === undefined && labelSelector === undefined && fieldSelector === undefined;
}

function inAllNamespaces({ namespace: _, ...read }: Read): Read {
  return read;
}

/** The objects that exactly this read brought; none when it failed or was not made. */
export function objectsRead<T extends KubeObject>(snapshot: Snapshot, read: Read): readonly T[] {
  return (resultOf(snapshot, read)?.objects ?? []) as readonly T[];
}

/** All objects of a resource that any read brought, without repeats; in one namespace when that is given. */
export function objectsOf<T extends KubeObject>(
  snapshot: Snapshot,
  resource: ResourceType,
  namespace?: string,
): readonly T[] {
  const { all, byNamespace } = gathered(snapshot, resource);
  const found = namespace === undefined ? all : byNamespace.get(namespace);
  return (found ?? none) as readonly T[];
}

const none: readonly KubeObject[] = [];

/** The first of that name; in any namespace when none is given. */
export function objectNamed<T extends KubeObject>(
  snapshot: Snapshot,
  resource: ResourceType,
  namespace: string | undefined,
  name: string,
): T | undefined {
  const { byName } = gathered(snapshot, resource);
  const known = byName.get(namespace) ?? firstOfEachName(objectsOf(snapshot, resource, namespace));
  byName.set(namespace, known);
  return known.get(name) as T | undefined;
}

function firstOfEachName(objects: readonly KubeObject[]): ReadonlyMap<string | undefined, KubeObject> {
  return new Map(objects.toReversed().map((object) => [object.metadata?.name, object]));
}

interface Gathered {
  readonly all: readonly KubeObject[];
  readonly byNamespace: ReadonlyMap<string | undefined, readonly KubeObject[]>;
  /** By namespace, undefined for all together; each made when first asked for. */
  readonly byName: Map<string | undefined, ReadonlyMap<string | undefined, KubeObject>>;
}

function gathered(snapshot: Snapshot, resource: ResourceType): Gathered {
  const { objects } = indexOf(snapshot);
  const key = qualifiedResource(resource);
  const ofResource = objects.get(key) ?? gather(snapshot, resource);
  objects.set(key, ofResource);
  return ofResource;
}

function gather(snapshot: Snapshot, resource: ResourceType): Gathered {
  const seen = new Map<string, KubeObject>();
  for (const { read, objects = [] } of snapshot.results) {
    if (read.resource.resource !== resource.resource || read.resource.group !== resource.group) continue;
    for (const object of objects) {
      const { namespace, name, uid } = object.metadata ?? {};
      const key = uid ?? `${namespace}/${name}`;
      // A get brings the whole object, a list only what rules read: the first, which is the get, stays.
      if (!seen.has(key)) seen.set(key, object);
    }
  }
  const all = [...seen.values()];
  return { all, byNamespace: Map.groupBy(all, ({ metadata }) => metadata?.namespace), byName: new Map() };
}

/** What look-ups found, kept for as long as the results are: a snapshot of many workloads is asked often. */
interface Index {
  readonly byRead: ReadonlyMap<string, ReadResult>;
  readonly objects: Map<string, Gathered>;
}

const indices = new WeakMap<readonly ReadResult[], Index>();

function indexOf({ results }: Snapshot): Index {
  const known = indices.get(results);
  if (known !== undefined) return known;
  const index: Index = {
    byRead: new Map(results.map((result) => [readKey(result.read), result])),
    objects: new Map(),
  };
  indices.set(results, index);
  return index;
}
