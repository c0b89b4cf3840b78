import { defineConfig } from "vitest/config";
import { reporters } from "../reporters.ts";

const root = new URL("../..", import.meta.url).pathname;
const common = { root, testTimeout: 60_000, hookTimeout: 60_000, teardownTimeout: 20_000 };

/** The suites that need a real control plane. All share the one that globalSetup starts. */
export const cluster = defineConfig({
  test: {
    root,
    reporters,
    globalSetup: ["test/cluster/globalSetup.ts"],
    projects: [
      {
        test: {
          ...common,
          name: "cluster",
          include: ["test/**/*.cluster.test.ts"],
          sequence: { groupOrder: 1 },
        },
      },
      {
        // What the API server recorded of all of them.
        test: {
          ...common,
          name: "audit",
          include: ["test/cluster/*.audit.test.ts"],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
// biome-ignore lint/style/noDefaultExport: vitest takes its configuration from the default export
export default cluster;
