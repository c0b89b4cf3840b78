import { gunzipSync } from "node:zlib";
import { SourceError } from "../source.ts";
import { type SnapshotFile, snapshotVersion } from "./snapshotFile.ts";

/**
 * A saved snapshot, compressed or not.
 * @throws SourceError naming the file and what is wrong with it
 */
export function decodeSnapshot(bytes: Uint8Array, file: string): SnapshotFile {
  const fail = (message: string) => new SourceError(`error: ${file}: ${message}`);
  let text: string;
  try {
    const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
    text = new TextDecoder("utf-8", { fatal: true }).decode(isGzip ? gunzipSync(bytes) : bytes);
  } catch (cause) {
    throw fail(`it cannot be read (${(cause as Error).message}): is it cut off?`);
  }
  let parsed: Partial<SnapshotFile>;
  try {
    parsed = JSON.parse(text) as Partial<SnapshotFile>;
  } catch (cause) {
    throw fail(
      `this is not a snapshot (${(cause as Error).message}); \`kubectl workload snapshot\` makes one`,
    );
  }
  if (parsed?.kind !== "Snapshot") {
    throw fail(`this is a ${parsed?.kind ?? "file"}, not a Snapshot; manifests are read with -f`);
  }
  if (parsed.apiVersion !== snapshotVersion) {
    throw fail(`its version is ${parsed.apiVersion}, and this program reads ${snapshotVersion}`);
  }
  const { observedAt, source, reads, items } = parsed;
  if (observedAt === undefined || source === undefined || !Array.isArray(reads) || !Array.isArray(items)) {
    throw fail("observedAt, source, reads or items is missing: record it again");
  }
  return { apiVersion: snapshotVersion, kind: "Snapshot", observedAt, source, reads, items };
}
