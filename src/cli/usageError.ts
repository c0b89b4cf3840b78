import { didYouMean } from "../text/didYouMean.ts";

/** What the user typed cannot be done as it stands. The message is the one line that is printed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** In kubectl's words, and the format that could have been meant. */
export function noFormat(format: string, allowed: readonly string[]): UsageError {
  return new UsageError(
    `unable to match a printer suitable for the output format "${format}", allowed formats are: ${allowed.join(",")}${didYouMean(format, allowed)}`,
  );
}

/** @throws UsageError in kubectl's words, for a verb that takes flags alone */
export function noArguments(argv: { readonly [flag: string]: unknown }): void {
  const words = argv["resource"] as readonly string[];
  if (words.length > 0) throw new UsageError(`extra arguments: [${words.join(" ")}]`);
}
