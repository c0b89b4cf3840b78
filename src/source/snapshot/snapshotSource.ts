import type { KubeObject } from "../../kube/objects.ts";
import { type Read, readKey } from "../../kube/read.ts";
import { allResources, apiVersionOf, qualifiedResource } from "../../kube/resources.ts";
import type { ReadResult } from "../../kube/snapshot.ts";
import { collect } from "../collect.ts";
import { isMeant } from "../isMeant.ts";
import type { Source } from "../source.ts";
import type { RecordedRead, SnapshotFile } from "./snapshotFile.ts";

/**
 * A saved snapshot as a source: any verb runs on it, at the time at which it was taken. What was not recorded
 * is not known, and a read that failed then fails now, in the same words.
 */
export function snapshotSource(file: SnapshotFile): Source {
  return {
    collect(plan) {
      const source = { ...file.source, type: "snapshot" } as const;
      const recording = indexOf(file);
      return collect(async (read) => answerOf(recording, read), plan, {
        observedAt: file.observedAt,
        source,
      });
    },
    close() {},
  };
}

/** A snapshot of thousands of objects is asked for each of many workloads. */
interface Recording {
  readonly reads: readonly RecordedRead[];
  readonly byKey: ReadonlyMap<string | undefined, RecordedRead>;
  readonly byKind: ReadonlyMap<string | undefined, readonly KubeObject[]>;
}

function indexOf({ reads, items }: SnapshotFile): Recording {
  return {
    reads,
    byKey: new Map(reads.map((read) => [keyOf(read), read])),
    byKind: Map.groupBy(items, ({ kind }) => kind),
  };
}

function answerOf({ reads, byKey, byKind }: Recording, read: Read): ReadResult {
  const what = qualifiedResource(read.resource);
  const exact = byKey.get(readKey(read));
  if (exact !== undefined && exact.outcome !== "OK") {
    return { read, failure: { reason: exact.outcome, message: exact.message ?? exact.outcome } };
  }
  const objects = (byKind.get(read.resource.kind) ?? []).filter((object) => isMeant(object, read));
  // An object that is there is known, even if only a list with a selector brought it.
  const isFound = read.name !== undefined && objects.length > 0;
  if (!isFound && exact === undefined && !reads.some((recorded) => covers(recorded, read))) {
    const where = read.namespace === undefined ? "" : ` of namespace ${read.namespace}`;
    return {
      read,
      failure: { reason: "NotRecorded", message: `the snapshot does not hold the ${what}${where}` },
    };
  }
  if (read.name !== undefined && objects.length === 0) {
    return { read, failure: { reason: "NotFound", message: `${what} "${read.name}" not found` } };
  }
  return { read, objects };
}

/** Whether all that `read` asks for was among what was asked then: a list holds its parts, not the other way. */
function covers(recorded: RecordedRead, { resource, namespace, name }: Read): boolean {
  return (
    recorded.outcome === "OK" &&
    recorded.resource === resource.resource &&
    recorded.apiVersion === apiVersionOf(resource) &&
    recorded.labelSelector === undefined &&
    recorded.fieldSelector === undefined &&
    (recorded.namespace === undefined || recorded.namespace === namespace) &&
    (recorded.name === undefined || recorded.name === name)
  );
}

function keyOf({ apiVersion, resource, ...scope }: RecordedRead): string | undefined {
  const type = allResources.find(
    (known) => known.resource === resource && apiVersionOf(known) === apiVersion,
  );
  return type && readKey({ resource: type, ...scope });
}
