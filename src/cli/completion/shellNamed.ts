import { didYouMean } from "../../text/didYouMean.ts";
import { UsageError } from "../usageError.ts";
import { shells } from "./shells/index.ts";
import type { Shell } from "./shells/shell.ts";

/**
 * @param among what can be named there, the shells and perhaps more
 * @throws UsageError for anything but one shell that is known
 */
export function shellNamed(words: readonly string[], among: readonly string[]): Shell {
  const [word, ...more] = words;
  const which = `one of ${among.join(", ")}`;
  if (word === undefined) throw new UsageError(`name a shell: ${which}`);
  if (more.length > 0) throw new UsageError(`extra arguments: [${more.join(" ")}]: name ${which}`);
  const shell = shells.find(({ name }) => name === word);
  if (shell !== undefined) return shell;
  throw new UsageError(`"${word}" is no shell known here: ${which}${didYouMean(word, among)}`);
}
