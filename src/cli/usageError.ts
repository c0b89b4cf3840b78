/** What the user typed cannot be done as it stands. The message is the one line that is printed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
