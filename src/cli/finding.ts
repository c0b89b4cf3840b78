import { rules } from "../findings/index.ts";
import { foundIn, pageOf } from "../findings/page.ts";
import type { Block } from "../render/layout/blocks.ts";
import { columnsWidth } from "../render/layout/columnsWidth.ts";
import { print } from "../render/layout/print.ts";
import { didYouMean } from "../text/didYouMean.ts";
import type { Io } from "./io.ts";
import { write } from "./output.ts";
import { renderStyle } from "./terminal.ts";
import { UsageError } from "./usageError.ts";
import type { Verb } from "./verb.ts";

export const findingVerb: Verb = {
  name: "finding",
  describe: "Explain findings at length, or list all of them",
  group: "Explain and Convert Commands",
  about: [
    "Explain findings of `explain` and `convert` at length: what is so, why the controllers do that, and what to do.",
    "Without a code: the list of all findings. Asks no cluster.",
  ],
  usage: ["[CODE...]"],
  flags: {},
  takes: { words: () => rules.map(({ meta }) => [meta.code, meta.title]), several: true },
  examples: [
    ["GoverningServiceMissing", "One finding, by the code that stands in brackets"],
    ["", "All of them"],
  ],
  run,
};

async function run(argv: { readonly [flag: string]: unknown }, io: Io): Promise<number> {
  const words = (argv["resource"] as readonly string[] | undefined) ?? [];
  const codes = words.flatMap((word) => word.split(",")).filter((code) => code !== "");
  await write(io.stdout, codes.length === 0 ? listOfAll(io) : shown(codes.map(pageNamed).join("\n"), io));
  return 0;
}

/** Wider lines are hard to read. */
const widest = 100;

/** A terminal would break the lines of a page within words, so there its paragraphs are folded anew. */
function shown(page: string, io: Io): string {
  const style = renderStyle(io, "never", false);
  if (style.width === Number.POSITIVE_INFINITY) return page;
  const blocks = page
    .trimEnd()
    .split(/(```[\s\S]*?```)/)
    .flatMap((part): readonly Block[] => {
      if (part.startsWith("```")) return [{ block: "code", text: part }];
      return part.split("\n\n").map((text) => ({ block: "paragraph", text: text.replaceAll("\n", " ") }));
    });
  return print(
    blocks.flatMap((block) => spaced(block)),
    { ...style, width: Math.min(style.width, widest) },
  );
}

/** An empty line between two blocks; what stood between a fence and its neighbours is nothing. */
function spaced(block: Block): readonly Block[] {
  return block.block === "paragraph" && block.text.toString().trim() === "" ? [] : [block, { block: "gap" }];
}

function listOfAll(io: Io): string {
  const rows = rules.map((rule) => [rule.meta.code, rule.meta.severity, foundIn(rule), rule.meta.title]);
  const head = ["CODE", "SEVERITY", "KINDS", "TITLE"];
  const style = renderStyle(io, "never", false);
  if (columnsWidth([head, ...rows]) <= style.width) return print([{ block: "columns", head, rows }], style);
  return print(
    rules.flatMap(({ meta: { code, severity, title } }): readonly Block[] => [
      { block: "paragraph", text: `${severity}[${code}]` },
      { block: "paragraph", indent: 2, text: title },
    ]),
    style,
  );
}

/** @throws UsageError */
function pageNamed(code: string): string {
  // As the findings of a page begin: `error[RollbackTrap]`.
  const bare = /^\w+\[(\w+)\]:?$/.exec(code)?.[1] ?? code;
  const wanted = bare.toLowerCase();
  const rule = rules.find(({ meta }) => meta.code.toLowerCase() === wanted);
  if (rule !== undefined) return pageOf(rule);
  const codes = rules.map(({ meta }) => meta.code);
  const hint = didYouMean(bare, codes) || "; `kubectl workload finding` lists them";
  throw new UsageError(`no finding is called "${code}"${hint}`);
}
