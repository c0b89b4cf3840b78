import type { Argv, Options } from "yargs";
import type { Completes } from "./completion/completes.ts";

/** A verb's flags, in the order in which help shows them: what is parsed, and what help says. */
export interface Flags {
  readonly [name: string]: Options & {
    readonly type: "string" | "boolean" | "number";
    readonly alias?: string;
    readonly describe: string;
    /** What help calls its value, where the type says too little. */
    readonly value?: string;
    /** What holds where it is not given, as help shows it. */
    readonly shownDefault?: string | number | boolean;
    /** What a shell offers as its value; absent: nothing. */
    readonly completes?: Completes;
  };
}

export const helpFlags: Flags = {
  help: { type: "boolean", alias: "h", describe: "Show help" },
  version: { type: "boolean", describe: "Show the version" },
};

export function withFlags(yargs: Argv, flags: Flags): Argv {
  for (const [name, { value: _, completes: __, shownDefault: ___, ...option }] of Object.entries(flags))
    yargs.option(name, option);
  return yargs;
}
