import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { extract } from "tar";
import type { BaseExecutable } from "./executable.ts";
import { type LockedPackage, locked } from "./lockfile.ts";
import type { Platform } from "./platforms.ts";

const run = promisify(execFile);

/**
 * Fetches the Bun executable of a platform into `folder`, which has to be empty. The package is the one that the
 * lockfile has, and nothing of it is unpacked before it has the SHA-512 of the lockfile.
 *
 * @throws Error when npm does not get it, or what it got is another
 */
export async function fetchBase(
  { name, file }: Platform["base"],
  folder: string,
  { version, integrity }: LockedPackage = locked(`node_modules/${name}`),
): Promise<BaseExecutable> {
  const bun = locked("node_modules/bun").version;
  if (version !== bun) throw new Error(`package-lock.json has bun ${bun}, but ${name} ${version}`);
  await mkdir(folder, { recursive: true });
  await run("npm", [
    "pack",
    `${name}@${version}`,
    `--pack-destination=${folder}`,
    "--prefer-offline",
    "--ignore-scripts",
  ]);
  const [archive, ...others] = await readdir(folder);
  if (archive === undefined || others.length > 0) throw new Error(`npm pack left no archive of ${name}`);
  return {
    file: await unpackVerified(join(folder, archive), integrity, file, folder),
    target: name.slice("@oven/".length),
  };
}

/**
 * Unpacks one file of a package's archive into `folder` and returns its path.
 *
 * @throws Error when the archive has not this integrity, before anything is unpacked; when the file is not in it
 */
export async function unpackVerified(
  archive: string,
  integrity: string,
  file: string,
  folder: string,
): Promise<string> {
  const hash = createHash("sha512");
  await pipeline(createReadStream(archive), hash);
  const found = `sha512-${hash.digest("base64")}`;
  if (found !== integrity) {
    throw new Error(`${archive} is not what package-lock.json has: ${found} instead of ${integrity}`);
  }
  let unpacked = 0;
  await extract({
    file: archive,
    cwd: folder,
    strip: 1,
    strict: true,
    filter: (path, entry) => path === `package/${file}` && "type" in entry && entry.type === "File",
    onReadEntry: () => {
      unpacked += 1;
    },
  });
  if (unpacked !== 1) throw new Error(`${archive} has no file \`${file}\``);
  return join(folder, file);
}
