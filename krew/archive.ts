import { createWriteStream } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { create } from "tar";
import { ZipFile } from "yazl";

/** What levels above save of an executable, 0.1 %, costs half as much time again. */
const level = 6;

/** What is packed: files of one folder, the first of them the executable. */
export interface Packed {
  readonly folder: string;
  readonly files: readonly [executable: string, ...others: string[]];
  /** The time of all files, so that the same files make the same archive. */
  readonly date: Date;
}

/**
 * Writes a `.tar.gz` or `.zip`. Nothing of the machine is in it: files have the order and the time that were given,
 * no owner, and modes 755 and 644.
 */
export async function writeArchive(archive: string, { folder, files, date }: Packed): Promise<void> {
  for (const [index, file] of files.entries()) await chmod(join(folder, file), modeOf(index));
  await (archive.endsWith(".zip")
    ? writeZip(archive, { folder, files, date })
    : pipeline(
        create({ cwd: folder, portable: true, noPax: true, mtime: date, strict: true }, [...files]),
        createGzip({ level }),
        createWriteStream(archive),
      ));
}

async function writeZip(archive: string, { folder, files, date }: Packed): Promise<void> {
  // The only time that every unzip reads is a local one, and yazl takes it from the local parts of a date.
  const mtime = new Date(date.getTime() + date.getTimezoneOffset() * 60_000);
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  for (const [index, file] of files.entries()) {
    zip.addFile(join(folder, file), file, {
      mtime,
      mode: 0o100000 | modeOf(index),
      compressionLevel: level,
      forceDosTimestamp: true,
    });
  }
  zip.end();
  await Promise.race([failed, pipeline(zip.outputStream, createWriteStream(archive))]);
}

function modeOf(index: number): number {
  return index === 0 ? 0o755 : 0o644;
}
