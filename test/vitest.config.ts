import { defineConfig } from "vitest/config";

/** The suite that needs no cluster. */
export const unit = defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.cluster.test.ts", "test/**/*.bench.test.ts"],
    testTimeout: 20_000,
  },
});
// biome-ignore lint/style/noDefaultExport: vitest takes its configuration from the default export
export default unit;
