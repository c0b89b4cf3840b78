import { defineConfig } from "vitest/config";

/** The suites that need a real control plane; all share the one that globalSetup starts. */
export const cluster = defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/**/*.cluster.test.ts"],
    globalSetup: ["test/cluster/globalSetup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
// biome-ignore lint/style/noDefaultExport: vitest takes its configuration from the default export
export default cluster;
