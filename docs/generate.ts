import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { main } from "../src/cli/main.ts";
import { rules } from "../src/findings/index.ts";
import { foundIn, pageOf } from "../src/findings/page.ts";

/**
 * `npm run generate` writes the parts of the documentation that follow from the code; `--check` only compares.
 * Each stands between `<!-- generated: NAME -->` and `<!-- end -->`; the pages of the findings are files of their own.
 */
const root = join(import.meta.dirname, "..");
const readme = join(root, "README.md");
const findings = join(root, "docs", "findings");

const parts: { readonly [name: string]: () => Promise<string> | string } = {
  "help explain": () => help("explain"),
  "help convert": () => help("convert"),
  "demo convert": () =>
    output([
      "convert",
      ...["-f", join(root, "examples", "convert", "grafana.yaml")],
      ...["--to", "statefulset", "--volume", "data=template", "--offline"],
    ]),
  "help finding": () => help("finding"),
  "help snapshot": () => help("snapshot"),
  "demo statefulset": () =>
    output(["explain", "sts/nginx-statefulset", "--snapshot", join(root, "examples", "cluster.json")]),
  demo: () => output(["explain", "ds/fluentd", "--snapshot", join(root, "examples", "cluster.json")]),
  bench: () =>
    readFileSync(join(root, "docs", "bench.md"), "utf8")
      .split("\n")
      .slice(2)
      .join("\n")
      .replaceAll("\n## ", "\n### ")
      .trim(),
};

/** The files as they should be, by path. */
export async function generated(): Promise<ReadonlyMap<string, string>> {
  let text = readFileSync(readme, "utf8");
  for (const [name, make] of Object.entries(parts)) {
    const pattern = new RegExp(`(<!-- generated: ${name} -->\n)[^]*?(<!-- end -->)`);
    if (!pattern.test(text)) throw new Error(`README.md has no place for the generated part \`${name}\``);
    const part = await make();
    text = text.replace(pattern, (_, start: string, end: string) => `${start}${part}\n${end}`);
  }
  const pages = rules.map((rule) => [join(findings, `${rule.meta.code}.md`), pageOf(rule)] as const);
  const index = `# Findings\n\n\`kubectl workload finding CODE\` prints the same pages.\n\n${findingsTable()}\n`;
  return new Map([[readme, text], [join(findings, "README.md"), index], ...pages]);
}

/** Pages of findings that there are no more. */
export function leftOver(): readonly string[] {
  if (!existsSync(findings)) return [];
  const known = new Set(["README.md", ...rules.map(({ meta }) => `${meta.code}.md`)]);
  return readdirSync(findings)
    .filter((file) => !known.has(file))
    .map((file) => join(findings, file));
}

function findingsTable(): string {
  const rows = rules.map((rule) => {
    const { code, severity, title } = rule.meta;
    return `| [${code}](${code}.md) | ${severity} | ${foundIn(rule)} | ${title} |`;
  });
  return ["| finding | severity | kinds | what it is about |", "| - | - | - | - |", ...rows].join("\n");
}

async function help(verb: string): Promise<string> {
  return output([verb, "--help"]);
}

async function output(args: readonly string[]): Promise<string> {
  let text = "";
  const collect = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  await main(args, {
    env: {},
    stdin: Readable.from([]),
    stdout: Object.assign(collect, { isTTY: true, columns: 100 }),
    stderr: collect,
    homedir: "",
    signal: new AbortController().signal,
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours have no place in a page
  const colourless = text.replace(/\u001b\[\d+m/g, "");
  // Where the project lies is nobody's affair: in the head of a diff stands the path of a file.
  const plain = colourless.replaceAll(`${root.slice(1)}/`, "").trimEnd();
  return ["```", ...plain.split("\n").map((line) => line.trimEnd()), "```"].join("\n");
}

async function run(check: boolean): Promise<number> {
  let stale = 0;
  for (const [file, text] of await generated()) {
    if (existsSync(file) && readFileSync(file, "utf8") === text) continue;
    stale += 1;
    if (!check) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    process.stderr.write(
      `${relative(root, file)} ${check ? "is stale: run `npm run generate`" : "written"}\n`,
    );
  }
  for (const file of leftOver()) {
    stale += 1;
    if (!check) rmSync(file);
    process.stderr.write(
      `${relative(root, file)} ${check ? "is of no finding: run `npm run generate`" : "removed"}\n`,
    );
  }
  return check && stale > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = await run(process.argv.includes("--check"));
}
