import type { Block } from "../render/layout/blocks.ts";
import { print } from "../render/layout/print.ts";
import { exitCodesOf } from "./exitCodes.ts";
import { type Flags, helpFlags } from "./flags.ts";
import { globalFlags } from "./globalFlags.ts";
import type { Verb, VerbGroup } from "./verb.ts";

/** Wider lines are hard to read; narrower than the terminal they always are. */
const widest = 100;

const groups: readonly VerbGroup[] = ["Explain and Convert Commands", "Settings Commands", "Other Commands"];

/** The help of the whole command, as `kubectl` alone prints it: what there is. */
export function commandHelp(command: string, verbs: readonly Verb[], columns = widest): string {
  // As kubectl has it, the last line speaks of `options`.
  const listed = verbs.filter(({ name }) => name !== "options");
  const longest = Math.max(...listed.map(({ name }) => name.length));
  return page(columns, [
    text("Say what workloads are and do, and why. It only reads."),
    ...examplesSection([
      ["Why a DaemonSet has no pod on some nodes", `${command} explain ds/fluentd -n kube-system`],
      ["What a Deployment would be as a StatefulSet", `${command} convert deploy/grafana --to statefulset`],
    ]),
    ...groups.flatMap((group) => {
      const rows = listed
        .filter((verb) => (verb.group ?? groups.at(-1)) === group)
        .map(({ name, describe }) => [name.padEnd(longest), describe]);
      return rows.length === 0 ? [] : [gap, text(`${group}:`), columnsOf(rows)];
    }),
    ...section("Usage:", [`${command} COMMAND [options]`]),
    gap,
    text(`Use "${command} COMMAND --help" for more about a command.`),
    pointer(command),
  ]);
}

/** The help of one verb, in kubectl's order: what it is, examples, its own flags, usage, where the global flags are. */
export function verbHelp(command: string, verb: Verb, columns = widest): string {
  const { about, usage, examples, flags, name } = verb;
  const full = `${command} ${name}`;
  return page(columns, [
    ...about.flatMap((paragraph, index) => [...(index === 0 ? [] : [gap]), text(paragraph)]),
    ...examplesSection(examples.map(([line, what]) => [what, `${full} ${line}`.trimEnd()])),
    ...optionsSection(flags),
    ...(verb.exitCodes === undefined ? [] : [gap, text("Exit status:"), columnsOf(exitCodesOf(verb))]),
    ...section(
      "Usage:",
      usage.map((line) => `${full} ${line}`.trimEnd()),
    ),
    gap,
    pointer(command),
  ]);
}

/** What `kubectl options` prints: the flags that every verb takes. */
export function globalFlagsHelp(columns = widest): string {
  return page(columns, [
    text("The following options can be passed to any command:"),
    ...flagList({ ...globalFlags, ...helpFlags }),
  ]);
}

const gap: Block = { block: "gap" };
const text = (line: string): Block => ({ block: "paragraph", text: line });
const columnsOf = (rows: readonly (readonly string[])[]): Block => ({ block: "columns", indent: 2, rows });

function pointer(command: string): Block {
  return text(`Use "${command} options" for the options that every command takes.`);
}

function section(title: string, lines: readonly string[]): readonly Block[] {
  return [gap, text(title), { block: "code", indent: 2, text: lines.join("\n") }];
}

function examplesSection(examples: readonly (readonly [what: string, typed: string])[]): readonly Block[] {
  if (examples.length === 0) return [];
  return section(
    "Examples:",
    examples.flatMap(([what, typed], index) => [...(index === 0 ? [] : [""]), `# ${what}`, typed]),
  );
}

function optionsSection(flags: Flags): readonly Block[] {
  const list = flagList(flags);
  return list.length === 0 ? [] : [gap, text("Options:"), ...list.slice(1)];
}

/** A gap before each. The values and indents are kubectl's, whose tab is eight columns wide. */
function flagList(flags: Flags): readonly Block[] {
  return Object.entries(flags).flatMap(([name, flag]): readonly Block[] => [
    gap,
    { block: "code", indent: 4, text: `${spelled(name, flag)}=${defaultOf(flag)}:` },
    { block: "paragraph", indent: 8, text: flag.describe },
  ]);
}

/** `-o, --output` */
function spelled(name: string, { alias }: Flags[string]): string {
  const letter = alias ?? (name.length === 1 ? name : undefined);
  return letter === undefined ? `--${name}` : `-${letter}, --${name}`;
}

/** As pflag writes values; a number that is not given is none, where pflag would have a 0 that might be meant. */
function defaultOf({ type, array, shownDefault }: Flags[string]): string {
  if (array === true) return "[]";
  if (type === "boolean") return String(shownDefault ?? false);
  if (type === "number" && shownDefault !== undefined) return String(shownDefault);
  return `'${shownDefault ?? ""}'`;
}

function page(columns: number, blocks: readonly Block[]): string {
  return print(blocks, {
    color: false,
    width: Math.min(columns || widest, widest),
    wide: false,
    unicode: true,
  });
}
