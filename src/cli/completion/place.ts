import type { Flags } from "../flags.ts";
import type { Verb } from "../verb.ts";

/** Where the cursor stands in a command line. */
export interface Place {
  /** Absent before the verb is typed. */
  readonly verb?: Verb;
  /** What the flags before it say, spelled out: a list for those that can be repeated. */
  readonly argv: { readonly [flag: string]: string | readonly string[] | boolean };
  /** The arguments before it, without the verb. */
  readonly arguments: readonly string[];
  readonly wants:
    | { readonly what: "verb" | "argument" | "flag"; readonly typed: string }
    | { readonly what: "value"; readonly flag: string; readonly typed: string };
}

/**
 * Reads what was typed so far, however unfinished or wrong: nothing is refused, and an unknown flag takes no value.
 *
 * @param words what stands before the cursor, without `kubectl workload`, as a shell splits it
 * @param typed the word at the cursor up to it, "" for a new one
 */
export function placeOf(
  words: readonly string[],
  typed: string,
  { verbs, flags }: { readonly verbs: readonly Verb[]; readonly flags: Flags },
): Place {
  const argv: Record<string, string | string[] | boolean> = {};
  const given: string[] = [];
  /** The flag whose value is still to come. */
  let open: string | undefined;
  let flagsEnded = false;
  for (const word of words) {
    if (open !== undefined) {
      set(open, word);
      open = undefined;
    } else if (flagsEnded || !/^-./.test(word)) given.push(word);
    else if (word === "--") flagsEnded = true;
    else open = word.startsWith("--") ? long(word.slice(2)) : letters(word.slice(1));
  }
  const isHelp = given[0] === "help";
  if (isHelp) argv["help"] = true;
  const [name, ...rest] = isHelp ? given.slice(1) : given;
  const verb = verbs.find((each) => each.name === name);
  const place = { ...(verb && { verb }), argv, arguments: rest };
  return { ...place, wants: wanted() };

  function wanted(): Place["wants"] {
    if (open !== undefined) return { what: "value", flag: open, typed };
    if (!flagsEnded && typed.startsWith("-")) {
      const [, dashes = "", name = "", value] = /^(--?)([^-=][^=]*)=(.*)$/s.exec(typed) ?? [];
      const flag = dashes === "--" ? name : openBehind(name);
      return value !== undefined && flag !== undefined && flag in flags
        ? { what: "value", flag, typed: value }
        : { what: "flag", typed };
    }
    return { what: name === undefined ? "verb" : "argument", typed };
  }

  function long(text: string): string | undefined {
    const [, flag = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(text) ?? [];
    if (value === undefined && takesValue(flag)) return flag;
    set(flag, value ?? true);
    return undefined;
  }

  /** `-An`: each letter a flag, until one takes a value, which is the rest, or the next word. */
  function letters(text: string): string | undefined {
    const [letter = "", rest] = [text[0], text.slice(1)];
    const flag = flagOf(letter);
    if (!takesValue(flag)) {
      set(flag, true);
      return rest === "" ? undefined : letters(rest);
    }
    if (rest === "") return flag;
    set(flag, rest.replace(/^=/, ""));
    return undefined;
  }

  /** The flag whose value stands behind these letters and `=`, as in `-An=kube-system`. */
  function openBehind(letters: string): string | undefined {
    const named = [...letters].map(flagOf);
    const at = named.findIndex(takesValue);
    return at === named.length - 1 ? named[at] : undefined;
  }

  function flagOf(letter: string): string {
    return Object.keys(flags).find((each) => each === letter || flags[each]?.alias === letter) ?? letter;
  }

  function takesValue(flag: string): boolean {
    return flag in flags && flags[flag]?.type !== "boolean";
  }

  function set(flag: string, value: string | true): void {
    const before = argv[flag];
    if (flags[flag]?.array && typeof value === "string") {
      argv[flag] = Array.isArray(before) ? [...before, value] : [value];
    } else if (flags[flag]?.type === "boolean") argv[flag] = value !== "false";
    else argv[flag] = value;
  }
}
