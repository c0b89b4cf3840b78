import { didYouMean } from "../text/didYouMean.ts";
import type { Flags } from "./flags.ts";
import { spellings } from "./spellings.ts";

/** A command whose flags may have been meant: `kubectl workload convert`. */
export interface OtherCommand {
  readonly command: string;
  readonly flags: Flags;
}

/** What `--revison` could have been: another command's flag of that name, else the nearest one. */
export function flagHint(typed: string, table: Flags, others: readonly OtherCommand[]): string {
  const isOwn = Object.hasOwn(table, typed);
  const owners = others.filter(({ flags }) => isLong(typed) && Object.hasOwn(flags, typed));
  if (!isOwn && owners.length > 0) return ownersHint(owners);
  const { names, letters } = spellings(table);
  if (letters.has(typed)) return `; did you mean -${typed}?`;
  return didYouMean(typed, [...names.keys()].filter(isLong), (name) => `--${name}`);
}

/** What `-revision` and `-U` could have been. */
export function shorthandHint(left: string, table: Flags, others: readonly OtherCommand[]): string {
  const [word = ""] = left.split("=");
  if (word.length > 2) return flagHint(word, table, others);
  const owners = others.filter(({ flags }) => spellings(flags).letters.has(word));
  return owners.length > 0 ? ownersHint(owners) : "";
}

function ownersHint(owners: readonly OtherCommand[]): string {
  return `; it is a flag of ${owners.map(({ command }) => `\`${command}\``).join(" and ")}`;
}

function isLong(name: string): boolean {
  return name.length > 1;
}
