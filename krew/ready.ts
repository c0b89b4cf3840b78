import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Home, repositoryUrl } from "./releaseUrl.ts";

/** What a release goes by. */
export interface Intended {
  readonly home: Home;
  readonly changelog: string;
  /** The tag that it is made for. */
  readonly tag: string;
  /** Where the workflow runs, as a browser opens it. */
  readonly builtAt: string;
}

/**
 * What stands in the way of a release, in sentences; empty when nothing does. npm refuses a provenance whose
 * repository is not that of package.json, after everything else was published: so this is asked first.
 */
export function obstacles({ home, changelog, tag, builtAt }: Intended): readonly string[] {
  const { version } = home;
  const repository = repositoryUrl(home);
  const found: string[] = [];
  if (tag !== `v${version}`) found.push(`the tag is \`${tag}\`, and package.json has version \`${version}\``);
  if (repository?.toLowerCase() !== builtAt.toLowerCase()) {
    found.push(
      `\`repository\` in package.json is \`${repository ?? "<unset>"}\`, it has to be \`${builtAt}\``,
    );
  }
  if (!changelog.includes(`\n## [${version}]`)) found.push(`CHANGELOG.md has no section \`[${version}]\``);
  return found;
}

/** `npm run release:ready`, in a workflow that a tag started. */
function main(): number {
  const root = join(import.meta.dirname, "..");
  const { GITHUB_REF_NAME: tag = "", GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
  const found = obstacles({
    home: JSON.parse(readFileSync(join(root, "package.json"), "utf8")),
    changelog: readFileSync(join(root, "CHANGELOG.md"), "utf8"),
    tag,
    builtAt: `${server}/${repository}`,
  });
  for (const obstacle of found) process.stderr.write(`error: ${obstacle}\n`);
  return found.length > 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = main();
