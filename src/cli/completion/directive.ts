/** Bits that tell a shell what to do with candidates. Upstream: github.com/spf13/cobra completions.go#ShellCompDirective (v1.10) */
export const directives = {
  /** No blank behind the candidate: it goes on. */
  noSpace: 2,
  /** No file names where there are no candidates. */
  noFiles: 4,
  /** The candidates are endings: file names that have one of them. */
  endings: 8,
  /** In the order given. */
  keepOrder: 32,
} as const;
