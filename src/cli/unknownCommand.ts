import { sourceKinds } from "../convert/sourceKinds.ts";
import { kinds } from "../kinds/index.ts";
import { didYouMean } from "../text/didYouMean.ts";
import { shellWord } from "../text/shellWord.ts";
import { kindNamed } from "./resourceArguments.ts";
import { UsageError } from "./usageError.ts";

/**
 * What is said of a first word that is no verb: the verb that is near, or that it was forgotten before a workload.
 * `words` are the word, what follows it, and the flags that stood before it.
 */
export function unknownCommand(
  words: readonly string[],
  { command, verbs }: { readonly command: string; readonly verbs: readonly string[] },
): UsageError {
  const [word = ""] = words;
  const meant = withVerb(words);
  const hint =
    meant === undefined
      ? didYouMean(word, verbs)
      : `; did you mean \`${[command, ...meant.map(shellWord)].join(" ")}\`?`;
  return new UsageError(`unknown command "${word}" for "${command}"${hint}`);
}

/** A kind that only `convert` takes, or its one necessary flag, says that it is meant. */
function withVerb(words: readonly string[]): readonly string[] | undefined {
  const [type = ""] = words[0]?.split(/[/,]/) ?? [];
  if (kindNamed(type, sourceKinds) === undefined) return undefined;
  // The arguments that stand together: other flags may hold what is nobody's affair.
  const end = words.findIndex((word) => word.startsWith("-"));
  const workload = end === -1 ? words : words.slice(0, end);
  const to = words.findIndex((word) => /^--to(=|$)/.test(word));
  if (to === -1 && kindNamed(type, kinds) !== undefined) return ["explain", ...workload];
  const target = words[to]?.split("=")[1] ?? (to === -1 ? undefined : words[to + 1]);
  return ["convert", ...workload, "--to", target ?? "KIND"];
}
