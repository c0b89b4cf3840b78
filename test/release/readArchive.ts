import { buffer } from "node:stream/consumers";
import { list, type ReadEntry } from "tar";
import { openPromise } from "yauzl";

/** One entry of an archive, as the archive has it. */
export interface ArchiveEntry {
  readonly path: string;
  readonly type: "file" | "other";
  /** The permission bits. */
  readonly mode: number;
  readonly modified: Date;
  /** Whatever tells who packed it. */
  readonly owner: string;
  readonly content: Buffer;
}

/** All entries of a `.tar.gz` or `.zip`, in their order. */
export function readArchive(file: string): Promise<readonly ArchiveEntry[]> {
  return file.endsWith(".zip") ? readZip(file) : readTar(file);
}

async function readTar(file: string): Promise<readonly ArchiveEntry[]> {
  const entries: Promise<ArchiveEntry>[] = [];
  await list({
    file,
    strict: true,
    onReadEntry: (entry: ReadEntry) => {
      const { path, type, mode = 0, mtime = new Date(Number.NaN), uid, gid, uname, gname } = entry;
      const owner = [uid, gid, uname, gname].filter(Boolean).join(" ");
      const of = { path, type: type === "File" ? "file" : "other", mode, modified: mtime, owner } as const;
      entries.push(entry.concat().then((content) => ({ ...of, content })));
    },
  });
  return Promise.all(entries);
}

async function readZip(file: string): Promise<readonly ArchiveEntry[]> {
  const zip = await openPromise(file, { autoClose: false });
  const entries: ArchiveEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    const unix = entry.externalFileAttributes >>> 16;
    entries.push({
      path: entry.fileName,
      type: (unix & 0o170000) === 0o100000 ? "file" : "other",
      mode: unix & 0o7777,
      modified: entry.getLastModDate({ timezone: "UTC" }),
      owner: entry.extraFields.map(({ id }) => `field ${id}`).join(" "),
      content: await buffer(await zip.openReadStreamPromise(entry)),
    });
  }
  zip.close();
  return entries;
}
