import type { Flags } from "./flags.ts";
import { spellings } from "./spellings.ts";
import { flagHint, type OtherCommand, shorthandHint } from "./unknownFlag.ts";
import { UsageError } from "./usageError.ts";

type Token =
  | { readonly flag: string; readonly value: string }
  /** What is no flag, and where it stands among the arguments. */
  | { readonly argument: string; readonly at: number };

/**
 * The arguments as pflag reads them, spelled so that yargs cannot read them otherwise: `-Aojson` becomes
 * `--all-namespaces=true --output="json"`, `-f -` becomes `--filename="-"`, and of a flag that is given twice the
 * last one counts. yargs takes one pair of quotes off, so that those which were typed stay.
 *
 * @throws UsageError in pflag's words; of an unknown flag with the nearest one, or that of another command
 */
export function asKubectlReads(
  args: readonly string[],
  table: Flags,
  others: readonly OtherCommand[] = [],
): string[] {
  const tokens = [...read(args, table, others)];
  const flags = tokens.filter((token) => "flag" in token);
  const rest = tokens.flatMap((token) => ("argument" in token ? [token.argument] : []));
  const last = new Map(flags.map((token) => [token.flag, token]));
  const kept = flags.filter((token) => table[token.flag]?.array || last.get(token.flag) === token);
  const spelled = kept.map(({ flag, value }) =>
    table[flag]?.type === "string" ? `--${flag}="${value}"` : `--${flag}=${value}`,
  );
  return [...spelled, "--", ...rest];
}

/**
 * Where the first argument stands that is neither a flag nor a flag's value; what follows it is not looked at.
 * @throws UsageError in pflag's words
 */
export function firstArgument(args: readonly string[], table: Flags): number | undefined {
  for (const token of read(args, table)) if ("at" in token) return token.at;
  return undefined;
}

/** Upstream: github.com/spf13/pflag flag.go#parseArgs, #parseLongArg, #parseSingleShortArg, errors.go (v1.0.9) */
function* read(
  args: readonly string[],
  table: Flags,
  others: readonly OtherCommand[] = [],
): Generator<Token> {
  const { names, letters } = spellings(table);
  let at = 0;
  while (at < args.length) {
    const arg = args[at] ?? "";
    at += 1;
    if (arg === "--") {
      for (; at < args.length; at += 1) yield { argument: args[at] ?? "", at };
    } else if (arg.startsWith("--")) yield long(arg);
    else if (arg.startsWith("-") && arg !== "-") yield* shorthands(arg.slice(1));
    else yield { argument: arg, at: at - 1 };
  }

  function long(arg: string): Token {
    const [, typed = "", value] = /^--([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (typed === "" || typed.startsWith("-")) throw new UsageError(`bad flag syntax: ${arg}`);
    // kubectl takes `--all_namespaces` as well.
    const flag = names.get(typed.replaceAll("_", "-"));
    if (flag === undefined) {
      throw new UsageError(`unknown flag: --${typed}${flagHint(typed.replaceAll("_", "-"), table, others)}`);
    }
    return { flag, value: checked(flag, value ?? (isBoolean(flag) ? "true" : next(`--${typed}`))) };
  }

  function* shorthands(all: string): Generator<Token> {
    let left = all;
    while (left !== "") {
      const [letter = ""] = left;
      const flag = letters.get(letter);
      if (flag === undefined) {
        throw new UsageError(
          `unknown shorthand flag: '${letter}' in -${left}${shorthandHint(left, table, others)}`,
        );
      }
      const after = left.slice(letter.length);
      // A lone `=` is no assignment: `-n=` is the namespace `=`.
      const isAssigned = after.length > 1 && after.startsWith("=");
      const isSwitch = isBoolean(flag) && !isAssigned;
      const attached = isAssigned ? after.slice(1) : after;
      const value = isSwitch ? "true" : attached || next(`'${letter}' in -${left}`);
      left = isSwitch ? after : "";
      yield { flag, value: checked(flag, value) };
    }
  }

  function next(flag: string): string {
    const value = args[at];
    if (value === undefined) throw new UsageError(`flag needs an argument: ${flag}`);
    at += 1;
    return value;
  }

  /** The value, in the one way to write it. */
  function checked(flag: string, value: string): string {
    if (isBoolean(flag)) return String(parseBool(flag, value));
    return table[flag]?.type === "number" ? String(parseInt32(flag, value)) : value;
  }

  function parseBool(flag: string, value: string): boolean {
    if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
    if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
    throw invalid(flag, value, "strconv.ParseBool", "invalid syntax");
  }

  /** The numbers are klog's levels and revisions, which have 32 bits. */
  function parseInt32(flag: string, value: string): number {
    if (!/^[+-]?\d+$/.test(value)) throw invalid(flag, value, "strconv.ParseInt", "invalid syntax");
    const number = Number(value);
    if (number !== (number | 0)) throw invalid(flag, value, "strconv.ParseInt", "value out of range");
    return number | 0;
  }

  function invalid(flag: string, value: string, parser: string, fault: string): UsageError {
    const quoted = JSON.stringify(value);
    const letter = [...letters].find(([, name]) => name === flag)?.[0];
    const spelled = `${letter === undefined ? "" : `-${letter}, `}--${flag}`;
    return new UsageError(
      `invalid argument ${quoted} for "${spelled}" flag: ${parser}: parsing ${quoted}: ${fault}`,
    );
  }

  function isBoolean(flag: string): boolean {
    return table[flag]?.type === "boolean";
  }
}
