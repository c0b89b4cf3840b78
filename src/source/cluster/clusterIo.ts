/** All that reaches the cluster source from the process around it. */
export interface ClusterIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Warnings, and the request log of `-v=6`. */
  readonly stderr: { write(text: string): unknown };
  /** Ends every read at once; what was asked rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** The user's home directory: `~/.kube/config` is looked for in it. */
  readonly homedir: string;
  /** This tool's version, for the User-Agent. */
  readonly version?: string | undefined;
  /** Whether a credential plugin may ask questions on stdin. Found out from file descriptor 0 when absent. */
  readonly stdinIsTerminal?: boolean | undefined;
  /** Whether nothing may appear on the terminal, not even what a credential plugin complains of. */
  readonly isSilent?: boolean | undefined;
  /** Where a pod finds its service account, when not in the usual place. */
  readonly serviceAccountDirectory?: string | undefined;
}
