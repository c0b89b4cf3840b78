import { write } from "./output.ts";
import { noArguments } from "./usageError.ts";
import type { Verb } from "./verb.ts";

/** As kubectl has it, so that no verb's help has to repeat twenty flags. */
export const optionsVerb: Verb = {
  name: "options",
  describe: "List the options that every command takes",
  about: ["List the options that every command takes; they are kubectl's own, and mean the same."],
  usage: [""],
  flags: {},
  examples: [],
  async run(argv, io) {
    noArguments(argv);
    await write(io.stdout, (await import("./help.ts")).globalFlagsHelp(io.stdout.columns));
    return 0;
  },
};
