import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodesOf } from "../src/cli/exitCodes.ts";
import { verbs } from "../src/cli/main.ts";
import { pictureParts } from "./pictures.ts";

const root = join(import.meta.dirname, "..");
const docs = (file: string) => readFileSync(join(root, "docs", file), "utf8");

/** The README's generated parts that follow from files beside it and from what the verbs say of themselves. */
export const readmeParts: { readonly [part: string]: () => Promise<string> | string } = {
  ...pictureParts,
  "exit codes": () => {
    const rows = verbs.flatMap((verb) =>
      exitCodesOf(verb).map(([code, meaning]) => ({ verb: verb.name, code, meaning })),
    );
    // What several share stands once, below what is a verb's own.
    const grouped = [...Map.groupBy(rows, ({ code, meaning }) => `| ${code} | ${meaning} |`)];
    const lines = grouped
      .sort(([, a], [, b]) => a.length - b.length)
      .map(([columns, of]) => {
        const names = of.length === verbs.length ? "all" : of.map(({ verb }) => verb).join(", ");
        return `| ${names} ${columns}`;
      });
    return ["| verb | exit code | what it says |", "| - | - | - |", ...lines].join("\n");
  },
  // The first of its roles; comments before it are for those who open the file.
  clusterrole: () =>
    `\`\`\`yaml\n${
      docs("clusterrole.yaml")
        .replace(/^(#.*\n)+/, "")
        .split("---\n")[0]
    }\`\`\``,
  skew: () => docs("skew.md").split("\n").slice(2).join("\n").replaceAll("\n## ", "\n### ").trim(),
  bench: () => docs("bench.md").split("\n").slice(2).join("\n").replaceAll("\n## ", "\n### ").trim(),
};
