import type { Candidate } from "./completion/completes.ts";
import type { Flags } from "./flags.ts";
import type { Io } from "./io.ts";
import type { NamedKind } from "./resourceArguments.ts";

/** Under what the list of verbs shows it. */
export type VerbGroup = "Explain and Convert Commands" | "Settings Commands" | "Other Commands";

/** What follows `kubectl workload`. */
export interface Verb {
  readonly name: string;
  /** One line, for the list of verbs. */
  readonly describe: string;
  /** Absent: the last one. */
  readonly group?: VerbGroup;
  /** The head of its own help, a paragraph each. */
  readonly about: readonly string[];
  /** What can follow its name, a line for each way. */
  readonly usage: readonly string[];
  /** Those beyond kubectl's global ones. */
  readonly flags: Flags;
  /**
   * What its arguments can be, for shells: workloads of these kinds, one or several, or words of a list. Who takes
   * files takes no names beside them, unless it says so.
   */
  readonly takes?:
    | { readonly kinds: readonly NamedKind[]; readonly several: boolean; readonly besideFiles?: true }
    | { readonly words: () => readonly Candidate[]; readonly several: boolean };
  /** Without `kubectl workload` and its name. */
  readonly examples: readonly (readonly [typed: string, what: string])[];
  /** What its exit codes say; absent: 0 is success, and 1 failure. */
  readonly exitCodes?: readonly (readonly [code: string, meaning: string])[];
  /** The exit code when something is wrong, where that is not 1. */
  readonly errorCode?: number;
  /** Returns the exit code. `argv` holds the flags by name, and the arguments as `resource`. */
  run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number>;
}
