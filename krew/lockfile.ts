import { readFileSync } from "node:fs";

/** What package-lock.json has of an installed package, by its path: `node_modules/ora/node_modules/strip-ansi`. */
export interface LockedPackage {
  readonly version: string;
  /** Of the archive in the registry: `sha512-` and 64 bytes in Base64. */
  readonly integrity: string;
  /** An SPDX expression. */
  readonly license: string;
}

/**
 * The entry of the package at `path`.
 *
 * @throws Error when the lockfile has none, or one without version, SHA-512 or licence
 */
export function locked(path: string): LockedPackage {
  const { version, integrity, license }: Partial<LockedPackage> = packages[path] ?? {};
  if (version === undefined || license === undefined || !integrity?.startsWith("sha512-")) {
    throw new Error(`package-lock.json has no version, sha512 and license for \`${path}\``);
  }
  return { version, integrity, license };
}

const packages: Readonly<Record<string, Partial<LockedPackage>>> = JSON.parse(
  readFileSync(new URL("../package-lock.json", import.meta.url), "utf8"),
).packages;
