import { defineConfig } from "vitest/config";
import { reporters } from "../reporters.ts";

/** The suite that builds the release, twice, and looks into what came out. */
export const release = defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/**/*.release.test.ts"],
    globalSetup: ["test/release/globalSetup.ts"],
    reporters,
    // An executable of 110 MB is unpacked and hashed for each platform; two at a time would not be quicker.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
// biome-ignore lint/style/noDefaultExport: vitest takes its configuration from the default export
export default release;
