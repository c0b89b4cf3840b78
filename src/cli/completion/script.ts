import type { Shell } from "./shells/shell.ts";
import { executable } from "./shells/shell.ts";

/** What a shell reads to complete the executable under its own name. */
export function completionScript(shell: Shell): string {
  return `${head(shell, "completion")}${shell.offer}${shell.completes(executable, [])}`;
}

/** A short name, and the words that it is short for, behind `kubectl workload`. */
export interface Alias {
  readonly name: string;
  readonly words: readonly string[];
}

/** `kw`, `kwe`, `kwc` …: the prefix alone, and with the first letter of each verb. */
export function aliasesOf(prefix: string, verbs: readonly string[]): readonly Alias[] {
  return [
    { name: prefix, words: [] },
    ...verbs.map((verb) => ({ name: `${prefix}${verb[0]}`, words: [verb] })),
  ];
}

/** What a shell reads to know the short names, and to complete them. */
export function aliasScript(shell: Shell, aliases: readonly Alias[]): string {
  const each = aliases.map(
    ({ name, words }) => shell.abbreviates(name, words) + shell.completes(name, words),
  );
  return `${head(shell, "aliases")}${shell.offer}${each.join("")}`;
}

function head(shell: Shell, verb: string): string {
  const typed = `kubectl workload ${verb} ${shell.name}`;
  const compdef = shell.name === "zsh" && verb === "completion" ? `#compdef ${executable}\n` : "";
  return `${compdef}# From \`${typed}\`. To have it in every ${shell.name}:\n#   ${shell.load(typed)}\n`;
}
