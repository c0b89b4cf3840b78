import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { krewManifest, krewTemplate } from "./manifest.ts";
import { type Home, releaseUrl, repositoryUrl } from "./releaseUrl.ts";

/**
 * Writes `workload.yaml` beside the archives of a release, by its `checksums.txt`, and returns its path.
 *
 * @throws Error when an archive has no checksum
 */
export function writeKrewManifest(release: string, env: NodeJS.ProcessEnv = process.env): string {
  const manifest = join(release, "workload.yaml");
  const checksums = checksumsIn(readFileSync(join(release, "checksums.txt"), "utf8"));
  const home = readHome();
  writeFileSync(manifest, krewManifest({ ...released(home), checksums, baseUrl: releaseUrl(home, env) }));
  return manifest;
}

/** What krew/workload.yaml has to be; an environment says nothing here. */
export function committedTemplate(): string {
  const home = readHome();
  return krewTemplate({ ...released(home), baseUrl: releaseUrl(home) });
}

/** As `sha256sum` writes them: 64 hexadecimal digits, a space, a space or `*`, the name. */
export function checksumsIn(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm);
  return new Map([...lines].map(([, sum = "", name = ""]) => [name, sum]));
}

function released(home: Home) {
  return { version: home.version, homepage: home.homepage ?? repositoryUrl(home) };
}

function readHome(): Home {
  return JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
}
