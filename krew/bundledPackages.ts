import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Metafile } from "esbuild";
import { type LockedPackage, locked } from "./lockfile.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** An npm package of which code is in the bundle. */
export interface BundledPackage extends LockedPackage {
  readonly name: string;
  /** As it ships them, in full: licence first, then notices. At least one. */
  readonly texts: readonly string[];
}

/**
 * The packages that code in the bundle comes from, by name and version. What esbuild read and left out again is not
 * among them; one that is installed in several places is there once.
 *
 * @throws Error when a package has no licence text: nothing without one may be handed on
 */
export function bundledPackages({ outputs }: Metafile): readonly BundledPackage[] {
  const paths = new Set<string>();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const path = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
      if (path !== undefined && bytesInOutput > 0) paths.add(path);
    }
  }
  const packages = new Map<string, BundledPackage>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    // Where node_modules is a link, the path leads to where it points.
    const entry = locked(path.slice(path.indexOf("node_modules/")));
    packages.set(`${name}@${entry.version}`, { name, ...entry, texts: textsOf(path) });
  }
  return [...packages].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
}

function textsOf(path: string): readonly string[] {
  const files = readdirSync(join(root, path)).sort();
  const named = (pattern: RegExp) => files.filter((file) => pattern.test(file));
  const licences = named(/^(licen[cs]e|copying)/i);
  if (licences.length === 0) throw new Error(`${path} ships no licence text`);
  return [...licences, ...named(/^notice/i)].map((file) => readFileSync(join(root, path, file), "utf8"));
}
