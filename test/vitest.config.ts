import { defineConfig } from "vitest/config";
import { reporters } from "./reporters.ts";

/** The suite that needs no cluster. */
export const unit = defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.cluster.test.ts", "test/**/*.audit.test.ts"],
    reporters,
    testTimeout: 20_000,
  },
});
// biome-ignore lint/style/noDefaultExport: vitest takes its configuration from the default export
export default unit;
