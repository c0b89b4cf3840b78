import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { kubernetesVariable, kubernetesVersion } from "../build.ts";
import { known } from "./known.ts";
import { type Outcome, outcomeOf, type Report } from "./outcome.ts";
import { skewPage } from "./page.ts";

/**
 * `npm run skew -- v1.34.2 v1.32.4`: the cluster suites against control planes of these versions, which it builds
 * first, about five minutes each. Writes docs/skew.md, where what was run earlier with other versions stays; exits
 * with 1 when a test failed that is not known to.
 */
const root = join(import.meta.dirname, "..", "..", "..");
const versions = process.argv.slice(2);
if (versions.length === 0 || !versions.every((version) => /^v1\.\d+\.\d+$/.test(version))) {
  process.stderr.write("error: name the versions, such as: npm run skew -- v1.34.2 v1.32.4\n");
  process.exit(2);
}

const file = join(import.meta.dirname, "outcomes.json");
const earlier = JSON.parse(readFileSync(file, "utf8")) as readonly Outcome[];
const outcomes: Outcome[] = [];
for (const version of versions) {
  process.stderr.write(`skew: Kubernetes ${version}\n`);
  outcomes.push(outcomeOf(version, await suites(version), known));
}
const all = [...earlier.filter(({ version }) => !versions.includes(version)), ...outcomes].sort((a, b) =>
  b.version.localeCompare(a.version, "en", { numeric: true }),
);
const page = skewPage(await kubernetesVersion(), all);
process.stdout.write(page);
writeFileSync(file, `${JSON.stringify(all, undefined, 2)}\n`);
writeFileSync(join(root, "docs", "skew.md"), page);
process.exitCode = outcomes.some(({ failed, stale }) => failed.length + stale.length > 0) ? 1 : 0;

/** @throws Error when the suites left no report, as when the control plane cannot be built */
async function suites(version: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "kubectl-workload-skew-"));
  try {
    const report = join(folder, "report.json");
    const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
    const config = relative(root, join(import.meta.dirname, "..", "vitest.config.ts"));
    const child = spawn(process.execPath, [vitest, "run", "--config", config], {
      cwd: root,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, [kubernetesVariable]: version, VITEST_REPORT: report },
    });
    await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
    return JSON.parse(readFileSync(report, "utf8")) as Report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
