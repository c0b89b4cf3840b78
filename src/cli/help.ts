import type { Block } from "../render/layout/blocks.ts";
import { print } from "../render/layout/print.ts";
import { type Flags, helpFlags } from "./flags.ts";
import { globalFlags } from "./globalFlags.ts";
import type { Verb } from "./verb.ts";

/** Wider lines are hard to read; narrower than the terminal they always are. */
const widest = 100;

/** The help of the whole command: what there is. */
export function commandHelp(command: string, verbs: readonly Verb[], columns = widest): string {
  return page(columns, [
    text("Say what workloads are and do, and why. It only reads."),
    ...section("Usage:", [`${command} COMMAND [flags]`]),
    ...table(
      "Commands:",
      verbs.map(({ name, describe }) => [name, describe]),
    ),
    ...flagTable("Flags:", helpFlags),
    gap,
    text(`Use "${command} COMMAND --help" for more about a command.`),
  ]);
}

/** The help of one verb. What is typed comes first, kubectl's own flags last. */
export function verbHelp(
  command: string,
  { about, usage, examples, flags, name }: Verb,
  columns = widest,
): string {
  const full = `${command} ${name}`;
  return page(columns, [
    ...about.map(text),
    ...section(
      "Usage:",
      usage.map((line) => `${full} ${line}`),
    ),
    ...section(
      "Examples:",
      examples.flatMap(([line, what]) => [`# ${what}`, `${full} ${line}`.trimEnd()]),
    ),
    ...flagTable("Flags:", { ...flags, ...helpFlags }),
    ...flagTable("Global flags, as kubectl takes them:", globalFlags),
  ]);
}

const gap: Block = { block: "gap" };
const text = (line: string): Block => ({ block: "paragraph", text: line });

function section(title: string, lines: readonly string[]): readonly Block[] {
  return [gap, text(title), { block: "code", indent: 2, text: lines.join("\n") }];
}

function table(title: string, rows: readonly (readonly string[])[]): readonly Block[] {
  return [gap, text(title), { block: "columns", indent: 2, rows }];
}

function flagTable(title: string, flags: Flags): readonly Block[] {
  const rows = Object.entries(flags).map(([name, { alias, type, describe = "", value = type }]) => {
    const letter = alias ?? (name.length === 1 ? name : undefined);
    const short = letter === undefined ? "    " : `-${letter}${name === letter ? "" : ", "}`;
    const long = name === letter ? "" : `--${name}`;
    return [`${short}${long}${type === "boolean" ? "" : ` ${value}`}`, describe];
  });
  return table(title, rows);
}

function page(columns: number, blocks: readonly Block[]): string {
  return print(blocks, { color: false, width: Math.min(columns, widest), wide: false, unicode: true });
}
