import type { KubeObject } from "../../kube/objects.ts";
import { readKey } from "../../kube/read.ts";
import { apiVersionOf } from "../../kube/resources.ts";
import type { ReadResult, Snapshot } from "../../kube/snapshot.ts";
import { Redactions, redact } from "./redact.ts";
import { type RecordedRead, type SnapshotFile, snapshotVersion } from "./snapshotFile.ts";

export interface EncodeOptions {
  readonly gzip: boolean;
  /** Keep env values, ConfigMap data and last-applied annotations. */
  readonly includeValues: boolean;
}

/** The snapshot as a file: JSON, an object a line, always in the same order, so that two can be compared. */
export function encodeSnapshot(snapshot: Snapshot, { gzip, includeValues }: EncodeOptions): Uint8Array {
  const { observedAt, source } = snapshot;
  const head = {
    apiVersion: snapshotVersion,
    kind: "Snapshot",
    observedAt,
    source,
  } satisfies Partial<SnapshotFile>;
  const results = [...snapshot.results].sort((a, b) => (readKey(a.read) < readKey(b.read) ? -1 : 1));
  const redactions = new Redactions();
  const items = itemsOf(results).map((item) => (includeValues ? item : redact(item, redactions)));
  const text =
    `${JSON.stringify(head).slice(0, -1)},\n` +
    `"reads":[\n${results.map(recordedRead).map(line).join(",\n")}\n],\n` +
    `"items":[\n${items.map(line).join(",\n")}\n]}\n`;
  const bytes = new TextEncoder().encode(text);
  return gzip ? process.getBuiltinModule("node:zlib").gzipSync(bytes, { level: 9 }) : bytes;
}

const line = (value: unknown): string => JSON.stringify(value);

/** Every object once. A get brings it whole and a list only in part: the whole one is kept. */
function itemsOf(results: readonly ReadResult[]): readonly KubeObject[] {
  const byKey = new Map<string, KubeObject>();
  const getsFirst = [...results].sort(
    (a, b) => Number(b.read.name !== undefined) - Number(a.read.name !== undefined),
  );
  for (const { read, objects } of getsFirst) {
    const { kind } = read.resource;
    // No read asks for Secrets. Should one ever do so, this file is still not where they end up.
    if (kind === "Secret") continue;
    for (const object of objects ?? []) {
      const { namespace = "", name = "" } = object.metadata ?? {};
      const key = [kind, namespace, name].join("/");
      if (!byKey.has(key)) byKey.set(key, { ...object, apiVersion: apiVersionOf(read.resource), kind });
    }
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}

function recordedRead({ read, failure }: ReadResult): RecordedRead {
  const { resource, ...scope } = read;
  return {
    apiVersion: apiVersionOf(resource),
    resource: resource.resource,
    ...scope,
    outcome: failure?.reason ?? "OK",
    ...(failure && { message: failure.message }),
  };
}
