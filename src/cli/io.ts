import type { Readable, Writable } from "node:stream";

/** Everything that a command may touch of the process around it. Tests pass their own. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: Writable & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };
  readonly stderr: Writable & { readonly isTTY?: boolean | undefined };
  readonly homedir: string;
  /** Ends everything under way: Ctrl-C. */
  readonly signal: AbortSignal;
}
