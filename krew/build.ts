import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

/**
 * Builds `dist/kubectl-workload.mjs`, the bundle that `bin/kubectl-workload` runs on Node, and from it
 * `dist/kubectl-workload`, the executable for this platform, which needs no Node at all.
 */
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundle = join(root, "dist", "kubectl-workload.mjs");
const executable = join(
  root,
  "dist",
  process.platform === "win32" ? "kubectl-workload.exe" : "kubectl-workload",
);

/**
 * yargs and cli-table3 measure text with two versions of `string-width`: one sets up Unicode segmentation when it
 * is loaded, the other compiles a regular expression of all emoji, 4 ms of every start each. This library
 * measures the same without.
 */
const fasterWidth: Plugin = {
  name: "faster-width",
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^string-width$/ }, ({ kind }) =>
      kind === "require-call"
        ? { path: "string-width", namespace: "commonjs" }
        : resolve("fast-string-width", { kind, resolveDir: root }),
    );
    onLoad({ filter: /.*/, namespace: "commonjs" }, () => ({
      contents: 'module.exports = require("fast-string-width").default;',
      resolveDir: root,
    }));
  },
};

await buildBundle();
buildExecutable();

async function buildBundle(): Promise<void> {
  rmSync(join(root, "dist"), { recursive: true, force: true });
  mkdirSync(join(root, "dist"));
  await build({
    entryPoints: [join(root, "bin", "entry.mts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    minify: true,
    keepNames: true,
    plugins: [fasterWidth],
    inject: [join(root, "krew", "node20.ts")],
    legalComments: "none",
    logLevel: "warning",
    // Dependencies in CommonJS ask for `require`, which an ES module does not have.
    banner: { js: 'import{createRequire as $cr}from"node:module";const require=$cr(import.meta.url);' },
  });
}

/** Bytecode saves the parsing at every start; autoload would read a `.env` of whatever folder the user is in. */
function buildExecutable(): void {
  const bun = createRequire(import.meta.url).resolve("bun/bin/bun.exe");
  const { status, stderr } = spawnSync(
    bun,
    [
      "build",
      "--compile",
      "--minify",
      "--bytecode",
      "--format=esm",
      "--no-compile-autoload-dotenv",
      "--no-compile-autoload-bunfig",
      bundle,
      "--outfile",
      executable,
    ],
    { cwd: root, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`bun build failed: ${stderr}`);
}
