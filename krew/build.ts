import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildBundle } from "./bundle.ts";
import { buildExecutable } from "./executable.ts";

/**
 * Builds `dist/kubectl-workload.mjs`, the bundle that `bin/kubectl-workload` runs on Node, and from it
 * `dist/kubectl-workload`, the executable for this platform, which needs no Node at all.
 */
const dist = join(dirname(dirname(fileURLToPath(import.meta.url))), "dist");
const bundle = join(dist, "kubectl-workload.mjs");

rmSync(dist, { recursive: true, force: true });
await buildBundle(bundle);
await buildExecutable(
  bundle,
  join(dist, process.platform === "win32" ? "kubectl-workload.exe" : "kubectl-workload"),
);
