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
    text = new TextDecoder("utf-8", { fatal: true }).decode(
      isGzip ? process.getBuiltinModule("node:zlib").gunzipSync(bytes) : bytes,
    );
  } catch (cause) {
    throw fail(`it cannot be read (${(cause as Error).message}): is it cut off?`);
  }
  let parsed: Partial<SnapshotFile>;
  try {
    parsed = JSON.parse(text) as Partial<SnapshotFile>;
  } catch {
    // What JSON.parse says quotes the file, which may hold anything.
    if (text.startsWith('{"apiVersion":"workload.kubectl/')) throw fail("it ends too early: is it cut off?");
    throw fail("this is not a snapshot; `kubectl workload snapshot` makes one");
  }
  if (parsed?.kind !== "Snapshot") {
    throw fail(`this is a ${word(parsed?.kind) ?? "file"}, not a Snapshot; manifests are read with -f`);
  }
  if (parsed.apiVersion !== snapshotVersion) {
    throw fail(
      `its version is ${word(parsed.apiVersion) ?? "unknown"}, and this program reads ${snapshotVersion}`,
    );
  }
  const { observedAt, source, reads, items } = parsed;
  if (typeof observedAt !== "string" || !isObject(source) || !areObjects(reads) || !areObjects(items)) {
    throw fail("observedAt, source, reads or items is missing: record it again");
  }
  return { apiVersion: snapshotVersion, kind: "Snapshot", observedAt, source, reads, items };
}

function areObjects<T>(value: readonly T[] | undefined): value is readonly T[] {
  return Array.isArray(value) && value.every(isObject);
}

function isObject<T>(value: T | undefined): value is T {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a file says of itself, where it can be printed as it stands. */
function word(value: unknown): string | undefined {
  return typeof value === "string" && /^[\w./-]+$/.test(value) ? value : undefined;
}
