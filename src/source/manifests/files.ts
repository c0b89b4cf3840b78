import { readdir, readFile, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { SourceError } from "../source.ts";

export interface ManifestIo {
  readonly stdin: Readable;
}

const extensions = new Set([".json", ".yaml", ".yml"]);

/**
 * The files that one `-f` names, in the order of their names.
 * @throws SourceError for a path that is not there, or a URL
 */
export async function filesOf(filename: string, recursive: boolean): Promise<readonly string[]> {
  if (filename === "-") return ["-"];
  if (/^https?:\/\//.test(filename)) {
    throw new SourceError(
      `error: ${filename}: URLs are not read; pipe it in: curl -fsSL ${filename} | … -f -`,
    );
  }
  const found = await stat(filename).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === "ENOENT" || cause.code === "ENOTDIR"
      ? new SourceError(`error: the path "${filename}" does not exist`)
      : new SourceError(`error: the path "${filename}" cannot be accessed: ${cause.message}`);
  });
  if (!found.isDirectory()) return [filename];
  const files = await filesBelow(filename, recursive);
  if (files.length > 0) return files;
  throw new SourceError(
    `error: no .yaml, .yml or .json file in "${filename}"${recursive ? "" : ": -R looks into its folders as well"}`,
  );
}

async function filesBelow(folder: string, recursive: boolean): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: Error) => {
    throw new SourceError(`error: ${folder}: ${cause.message}`);
  });
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = await Promise.all(
    sorted.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return recursive ? filesBelow(path, recursive) : [];
      if (!extensions.has(extname(entry.name))) return [];
      // A link to a folder is not followed; one to nothing is told of when it is read.
      const linked = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : undefined;
      return linked?.isDirectory() ? [] : [path];
    }),
  );
  return nested.flat();
}

/** @throws SourceError for a file that cannot be read or is not UTF-8 */
export async function readText(file: string, { stdin }: ManifestIo): Promise<string> {
  const name = file === "-" ? "<stdin>" : file;
  const bytes = await (file === "-" ? buffer(stdin) : readFile(file)).catch((cause: Error) => {
    throw new SourceError(`error: ${name}: ${cause.message}`);
  });
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SourceError(`error: ${name}: this is not UTF-8 text: save it as UTF-8`);
  }
}
