import type { Flags } from "./flags.ts";
import { UsageError } from "./usageError.ts";

/**
 * The arguments as pflag reads them, spelled so that yargs cannot read them otherwise: `-Aojson` becomes
 * `--all-namespaces=true --output=json`, `-f -` becomes `--filename=-`, and of a flag that is given twice the
 * last one counts.
 *
 * Upstream: github.com/spf13/pflag flag.go#parseArgs, errors.go (v1.0.9)
 * @throws UsageError in pflag's words
 */
export function asKubectlReads(args: readonly string[], table: Flags): string[] {
  const names = namesByFlag(table);
  const flags: { readonly name: string; readonly text: string }[] = [];
  const rest: string[] = [];
  const queue = [...args];

  for (let arg = queue.shift(); arg !== undefined; arg = queue.shift()) {
    if (arg === "--") rest.push(...queue.splice(0));
    else if (arg.startsWith("--")) long(arg);
    else if (arg.startsWith("-") && arg !== "-") shorthands(arg);
    else rest.push(arg);
  }
  const last = new Map(flags.map((flag) => [flag.name, flag]));
  const kept = flags.filter((flag) => table[flag.name]?.array || last.get(flag.name) === flag);
  return [...kept.map(({ text }) => text), "--", ...rest];

  function long(arg: string): void {
    const [, typed = "", value] = /^--([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
    const name = names.get(typed);
    if (typed === "") throw new UsageError(`bad flag syntax: ${arg}`);
    if (name === undefined) throw new UsageError(`unknown flag: --${typed}`);
    add(name, value ?? (isBoolean(name) ? "true" : next(`--${typed}`)));
  }

  function shorthands(arg: string): void {
    const letters = [...arg.slice(1)];
    for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) {
      const name = names.get(letter);
      if (name === undefined) throw new UsageError(`unknown shorthand flag: '${letter}' in ${arg}`);
      if (isBoolean(name) && letters[0] !== "=") add(name, "true");
      else if (letters.length > 0) add(name, letters.splice(0).join("").replace(/^=/, ""));
      else add(name, next(`'${letter}' in ${arg}`));
    }
  }

  function next(flag: string): string {
    const value = queue.shift();
    if (value === undefined) throw new UsageError(`flag needs an argument: ${flag}`);
    return value;
  }

  function add(name: string, value: string): void {
    flags.push({ name, text: `--${name}=${isBoolean(name) ? parseBool(name, value) : value}` });
    if (table[name]?.type === "number" && !/^[+-]?\d+$/.test(value)) {
      throw new UsageError(
        `invalid argument "${value}" for "${spelled(name)}" flag: strconv.ParseInt: parsing "${value}": invalid syntax`,
      );
    }
  }

  function parseBool(name: string, value: string): boolean {
    if (/^(1|t|T|TRUE|true|True)$/.test(value)) return true;
    if (/^(0|f|F|FALSE|false|False)$/.test(value)) return false;
    throw new UsageError(
      `invalid argument "${value}" for "${spelled(name)}" flag: strconv.ParseBool: parsing "${value}": invalid syntax`,
    );
  }

  function isBoolean(name: string): boolean {
    return table[name]?.type === "boolean";
  }

  /** `-A, --all-namespaces` */
  function spelled(name: string): string {
    const letter = [name, table[name]?.alias].find((each) => each?.length === 1);
    return `${letter === undefined ? "" : `-${letter}, `}--${name}`;
  }
}

/** Every way to write a flag, with the flag's own name. */
function namesByFlag(table: Flags): ReadonlyMap<string, string> {
  const entries = Object.entries(table);
  return new Map(
    entries.flatMap(([name, { alias }]): [string, string][] => [
      [name, name],
      ...(alias === undefined ? [] : [[alias, name] as [string, string]]),
    ]),
  );
}
