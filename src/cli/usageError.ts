/** What the user typed cannot be done as it stands. The message is the one line that is printed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** In kubectl's words. */
export function noFormat(format: string, allowed: readonly string[]): UsageError {
  return new UsageError(
    `unable to match a printer suitable for the output format "${format}", allowed formats are: ${allowed.join(",")}`,
  );
}
