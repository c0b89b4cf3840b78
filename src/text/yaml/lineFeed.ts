/** How the lines of a file end, as the first of them does. */
export function lineFeedOf(text: string): "\n" | "\r\n" {
  return /\r?\n/.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n";
}
