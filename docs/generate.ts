import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { committedTemplate } from "../krew/writeManifest.ts";
import { rules } from "../src/findings/index.ts";
import { foundIn, pageOf } from "../src/findings/page.ts";
import { dateOf, manFileOf, manPage } from "./manual/manPage.ts";
import { manualPages } from "./manual/manual.ts";
import { referenceFileOf, referencePage } from "./manual/referencePage.ts";
import { pictureFiles, picturePaths } from "./pictures.ts";
import { readmeParts } from "./readmeParts.ts";

/**
 * `npm run generate` writes the parts of the documentation that follow from the code; `--check` only compares.
 * Each stands between `<!-- generated: NAME -->` and `<!-- end -->`; the pages of the findings, the man pages, the
 * reference and the pictures are files of their own.
 */
const root = join(import.meta.dirname, "..");
const readme = join(root, "README.md");
const findings = join(root, "docs", "findings");
const man = join(root, "docs", "man");
const reference = join(root, "docs", "reference");
const pictures = join(root, "docs", "pictures");

/** The files as they should be, by path. */
export async function generated(): Promise<ReadonlyMap<string, string>> {
  let text = readFileSync(readme, "utf8");
  for (const [name, make] of Object.entries(readmeParts)) {
    const pattern = new RegExp(`(<!-- generated: ${name} -->\n)[^]*?(<!-- end -->)`);
    if (!pattern.test(text)) throw new Error(`README.md has no place for the generated part \`${name}\``);
    const part = await make();
    text = text.replace(pattern, (_, start: string, end: string) => `${start}${part}\n${end}`);
  }
  return new Map([
    [readme, text],
    [join(root, "krew", "workload.yaml"), committedTemplate()],
    ...(await pictureFiles()),
    ...findingPages(),
    ...manPages(),
    ...referencePages(),
  ]);
}

/** Pages of what there is no more. */
export function leftOver(): readonly string[] {
  const pages = [...findingPages(), ...manPages(), ...referencePages()].map(([file]) => file);
  const known = new Set([...pages, ...picturePaths]);
  return [findings, man, reference, pictures]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
    .filter((file) => !known.has(file));
}

type Page = readonly [file: string, text: string];

function findingPages(): readonly Page[] {
  const index = `# Findings\n\n\`kubectl workload finding CODE\` prints the same pages.\n\n${findingsTable()}\n`;
  const pages = rules.map((rule) => [join(findings, `${rule.meta.code}.md`), pageOf(rule)] as const);
  return [[join(findings, "README.md"), index], ...pages];
}

/** A page keeps its date until it says something else. */
function manPages(): readonly Page[] {
  const pages = manualPages();
  return pages.map((page) => {
    const file = join(man, manFileOf(page));
    const others = pages.filter((other) => other !== page);
    const written = existsSync(file) ? readFileSync(file, "utf8") : "";
    const today = new Date().toISOString().slice(0, 10);
    const unchanged = manPage(page, others, dateOf(written) ?? today);
    return [file, unchanged === written ? written : manPage(page, others, today)];
  });
}

function referencePages(): readonly Page[] {
  return manualPages().map((page) => [join(reference, referenceFileOf(page)), referencePage(page)]);
}

function findingsTable(): string {
  const rows = rules.map((rule) => {
    const { code, severity, title } = rule.meta;
    return `| [${code}](${code}.md) | ${severity} | ${foundIn(rule)} | ${title} |`;
  });
  return ["| finding | severity | kinds | what it is about |", "| - | - | - | - |", ...rows].join("\n");
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
      `${relative(root, file)} ${check ? "is of nothing any more: run `npm run generate`" : "removed"}\n`,
    );
  }
  return check && stale > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.exitCode = await run(process.argv.includes("--check"));
}
