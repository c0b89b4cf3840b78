import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { SourceError } from "../source.ts";
import { decodeSnapshot } from "./decodeSnapshot.ts";
import type { SnapshotFile } from "./snapshotFile.ts";

/**
 * @param file a path, or `-` for stdin
 * @throws SourceError for a file that is not there or is no snapshot
 */
export async function readSnapshotFile(
  file: string,
  io: { readonly stdin: Readable },
): Promise<SnapshotFile> {
  if (file === "-") return decodeSnapshot(await buffer(io.stdin), "<stdin>");
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") throw new SourceError(`error: the path "${file}" does not exist`);
    throw new SourceError(`error: ${file}: ${cause.message}`);
  });
  return decodeSnapshot(bytes, file);
}
