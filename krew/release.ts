import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { writeArchive } from "./archive.ts";
import { fetchBase } from "./base.ts";
import { buildBundle } from "./bundle.ts";
import { bundledPackages } from "./bundledPackages.ts";
import { buildExecutable } from "./executable.ts";
import { notices } from "./notices.ts";
import { type Platform, platforms, version } from "./platforms.ts";
import { readmeAlone } from "./readme.ts";
import { sbom } from "./sbom.ts";
import { writeKrewManifest } from "./writeManifest.ts";

/**
 * `npm run release [-- FOLDER]`: an archive for every platform, a bill of materials, `checksums.txt` and krew's
 * manifest in `release/`. What was in the folder is deleted first. The same commit makes the same files, byte for
 * byte.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const release = resolve(process.argv[2] ?? join(root, "release"));
const date = releaseDate();
const work = await mkdtemp(join(tmpdir(), "kubectl-workload-release-"));
try {
  await rm(release, { recursive: true, force: true });
  await mkdir(release, { recursive: true });
  const bundle = join(work, "kubectl-workload.mjs");
  const packages = bundledPackages(await buildBundle(bundle));
  await writeFile(join(work, "THIRD_PARTY_NOTICES"), notices(packages));
  const queue = platforms.values();
  const lane = async () => {
    for (const platform of queue) await buildArchive(platform, bundle);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  await writeFile(join(release, `kubectl-workload_v${version}.cdx.json`), sbom(packages, date));
  await writeFile(join(release, "checksums.txt"), await checksums());
  writeKrewManifest(release);
} finally {
  await rm(work, { recursive: true, force: true });
}

async function buildArchive({ archive, bin, base }: Platform, bundle: string): Promise<void> {
  const folder = join(work, archive);
  await mkdir(folder);
  const fetched = await fetchBase(base, join(folder, "base"));
  await buildExecutable(bundle, join(folder, bin), fetched);
  await copyFile(join(root, "LICENSE"), join(folder, "LICENSE"));
  await writeFile(join(folder, "README.md"), readmeAlone(readFileSync(join(root, "README.md"), "utf8")));
  await copyFile(join(work, "THIRD_PARTY_NOTICES"), join(folder, "THIRD_PARTY_NOTICES"));
  const files = [bin, "LICENSE", "README.md", "THIRD_PARTY_NOTICES"] as const;
  await writeArchive(join(release, archive), { folder, files, date });
  await rm(folder, { recursive: true });
}

/** As `sha256sum` prints it, by name. */
async function checksums(): Promise<string> {
  const lines: string[] = [];
  for (const name of (await readdir(release)).sort()) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(join(release, name)), hash);
    lines.push(`${hash.digest("hex")}  ${name}\n`);
  }
  return lines.join("");
}

/** The time that all files have: `SOURCE_DATE_EPOCH` in seconds, or that of the last commit. */
function releaseDate(): Date {
  const seconds =
    process.env["SOURCE_DATE_EPOCH"] ??
    execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: root, encoding: "utf8" }).trim();
  if (!/^\d+$/.test(seconds)) throw new Error(`SOURCE_DATE_EPOCH is not a number of seconds: ${seconds}`);
  return new Date(Number(seconds) * 1000);
}
