/** One shell: how it is taught to complete, and to know short names. */
export interface Shell {
  readonly name: string;
  /** What has its startup file read the output of `command`. */
  readonly load: (command: string) => string;
  /** Defines the function that offers what `kubectl-workload __complete` says. */
  readonly offer: string;
  /** Completes `command` with it, as if `words` stood behind it already. */
  completes(command: string, words: readonly string[]): string;
  /** Makes `name` short for `kubectl workload WORDS`. */
  abbreviates(name: string, words: readonly string[]): string;
}

export const executable = "kubectl-workload";
