import { defineConfig } from "vitest/config";
import { reporters } from "./reporters.ts";

/** The suite that needs no cluster. */
export const unit = defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.cluster.test.ts", "test/**/*.audit.test.ts", "test/**/*.release.test.ts"],
    reporters,
    // Modules are loaded once for all files: none of them keeps state, and it saves a third of the time.
    isolate: false,
    testTimeout: 20_000,
  },
});
// biome-ignore lint/style/noDefaultExport: vitest takes its configuration from the default export
export default unit;
