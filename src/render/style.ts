/** How a human reads it; what the terminal can do is decided by the command line, never here. */
export interface RenderStyle {
  readonly color: boolean;
  /** Columns. Infinity where the output is no terminal: then nothing is folded, so that `grep` finds it. */
  readonly width: number;
  /** `-o wide`: every name, every node. */
  readonly wide: boolean;
  /** `--revisions`: what changed in every revision. */
  readonly revisions?: boolean;
  /** False where the locale cannot show more than ASCII. */
  readonly unicode: boolean;
}
