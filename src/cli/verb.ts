import type { Flags } from "./flags.ts";
import type { Io } from "./io.ts";

/** What follows `kubectl workload`. */
export interface Verb {
  readonly name: string;
  /** One line, for the list of verbs. */
  readonly describe: string;
  /** The head of its own help, a paragraph each. */
  readonly about: readonly string[];
  /** What can follow its name, a line for each way. */
  readonly usage: readonly string[];
  /** Those beyond kubectl's global ones. */
  readonly flags: Flags;
  /** Without `kubectl workload` and its name. */
  readonly examples: readonly (readonly [typed: string, what: string])[];
  /** The exit code when something is wrong, where that is not 1. */
  readonly errorCode?: number;
  /** Returns the exit code. `argv` holds the flags by name, and the arguments as `resource`. */
  run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number>;
}
