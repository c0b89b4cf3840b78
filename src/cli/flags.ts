import type { Argv, Options } from "yargs";

/** A verb's flags, in the order in which help shows them: what is parsed, and what help says. */
export interface Flags {
  readonly [name: string]: Options & {
    readonly type: "string" | "boolean" | "number";
    readonly alias?: string;
    readonly describe: string;
    /** What help calls its value, where the type says too little. */
    readonly value?: string;
  };
}

export const helpFlags: Flags = {
  help: { type: "boolean", alias: "h", describe: "Show help" },
  version: { type: "boolean", describe: "Show the version" },
};

export function withFlags(yargs: Argv, flags: Flags): Argv {
  for (const [name, { value: _, ...option }] of Object.entries(flags)) yargs.option(name, option);
  return yargs;
}
