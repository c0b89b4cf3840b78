import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { environment } from "../docs/manual/environment.ts";
import { dateOf, manFileOf, manPage } from "../docs/manual/manPage.ts";
import { manualPages } from "../docs/manual/manual.ts";
import { referenceFileOf, referencePage } from "../docs/manual/referencePage.ts";
import { bold, roff, roffProse } from "../docs/manual/roff.ts";
import { verbs } from "../src/cli/main.ts";

const root = join(import.meta.dirname, "..");
const pages = manualPages();

function man(page: (typeof pages)[number]): string {
  return manPage(
    page,
    pages.filter((other) => other !== page),
    "2026-02-28",
  );
}

describe("text in roff", () => {
  it.each([
    ["--to=sts", "\\-\\-to=sts"],
    ["C:\\fluentd", "C:\\efluentd"],
    [".spec.replicas", "\\&.spec.replicas"],
    ["'quoted'", "\\(aqquoted\\(aq"],
    ["two lines\n.TH of a page", "two lines\n\\&.TH of a page"],
    ["`a^b` ~/.kube", "\\(gaa\\(hab\\(ga \\(ti/.kube"],
    ["where … is", "where \\[u2026] is"],
    ["\u{1f600}", "\\[u1F600]"],
  ])("%j is %s", (text, written) => {
    expect(roff(text)).toBe(written);
  });

  it("of prose has in bold what is typed, and no flag is hyphenated", () => {
    expect(roffProse("read by `kubectl diff`, with -f")).toBe(
      "read by \\fB\\%kubectl \\%diff\\fR, with \\%\\-f",
    );
    expect(bold(".kube")).toBe("\\fB\\%\\&.kube\\fR");
  });
});

describe("the man page of", () => {
  it.each(pages)("$command has the sections of man-pages(7), each once and in order", (page) => {
    const sections = [...man(page).matchAll(/^\.SH (.*)$/gm)].map(([, title]) => title);
    const order = [
      "NAME",
      "SYNOPSIS",
      "DESCRIPTION",
      "COMMANDS",
      "EXAMPLES",
      "OPTIONS",
      "GLOBAL OPTIONS",
      "ENVIRONMENT",
      "EXIT STATUS",
      "SEE ALSO",
    ];
    expect(sections).toEqual(order.filter((title) => sections.includes(title)));
    expect(sections).toEqual(
      expect.arrayContaining([
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "GLOBAL OPTIONS",
        "ENVIRONMENT",
        "SEE ALSO",
      ]),
    );
  });

  it.each(pages)("$command has a NAME that whatis finds", (page) => {
    const [, name] = /^\.SH NAME\n(.*)$/m.exec(man(page)) ?? [];
    const file = manFileOf(page).replace(/\.1$/, "");
    expect(name).toMatch(new RegExp(`^${file.replaceAll("-", "\\\\-")} \\\\- [a-z].*[^.]$`));
  });

  it.each(pages)("$command is made of known requests, known escapes and ASCII alone", (page) => {
    const text = man(page);
    for (const line of text.split("\n").filter((each) => each.startsWith(".") || each.startsWith("'"))) {
      expect(line).toMatch(/^\.(\\"|TH|SH|PP|TP|RS|RE|EX|EE|ad)( |$)/);
    }
    const used = [...text.replace(/^\.\\".*$/gm, "").matchAll(/\\(\(..|\[u[0-9A-F]{4,}\]|f.|.)/g)];
    const known = /^(e|-|&|%|fB|fI|fR|\(aq|\(ga|\(ha|\(ti|\[u[0-9A-F]{4,}\])$/;
    expect(used.map(([, written = ""]) => written).filter((written) => !known.test(written))).toEqual([]);
    expect(text).toMatch(/^\p{ASCII}*$/u);
    // Indents and examples that are opened are closed.
    for (const [open, close] of [
      ["RS", "RE"],
      ["EX", "EE"],
    ]) {
      const count = (request: string) => text.split(`\n.${request}`).length;
      expect(count(`${open}`)).toBe(count(`${close}`));
    }
  });

  it.each(pages)("$command names all of its flags, examples, variables and exit codes", (page) => {
    const text = man(page);
    for (const { spellings } of [...page.flags, ...page.globalFlags]) {
      expect(text).toContain(`\n.TP\n${spellings.map(bold).join(", ")}`);
    }
    for (const { typed } of page.examples) expect(text).toContain(`\n.EX\n${roff(typed)}\n.EE\n`);
    for (const { names } of page.environment) expect(text).toContain(`\n${names.map(bold).join(", ")}\n`);
    for (const [code] of page.exitCodes) expect(text).toContain(`\n.TP\n\\fB\\%${code}\\fR\n`);
  });

  it("tells its date again", () => {
    expect(pages.map((page) => dateOf(man(page)))).toEqual(pages.map(() => "2026-02-28"));
    expect(dateOf("")).toBeUndefined();
  });
});

describe("the reference page of", () => {
  it.each(pages)("$command links to pages that there are", (page) => {
    const files = [...pages.map(referenceFileOf)];
    const linked = [...referencePage(page).matchAll(/\]\(([^)]*)\)/g)].map(([, file = ""]) => file);
    expect(linked.filter((file) => !files.includes(file))).toEqual([]);
    expect(linked.length).toBeGreaterThan(0);
  });

  it.each(pages)("$command has as many cells in each row as its table has columns", (page) => {
    const cells = (row: string) => row.replaceAll("\\|", "").split("|").length;
    const rows = referencePage(page)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    expect(rows.length).toBeGreaterThan(0);
    rows.forEach((row, index) => {
      const isFirst = rows[index + 1]?.startsWith("| - |") === true;
      if (!isFirst && index > 0) expect(cells(row)).toBe(cells(rows[index - 1] ?? ""));
    });
  });
});

it("every verb has a page", () => {
  expect(pages.flatMap(({ verb }) => verb ?? [])).toEqual(verbs.map(({ name }) => name));
});

it("npm installs every man page", () => {
  const { man: installed, files } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly man: readonly string[];
    readonly files: readonly string[];
  };
  expect([...installed].sort()).toEqual(pages.map((page) => `docs/man/${manFileOf(page)}`).sort());
  expect(files).toContain("docs/man");
});

describe("the environment", () => {
  const documented = new Set(environment.flatMap(({ names }) => names));

  it("that the code reads is documented, and no more", () => {
    const read = globSync("src/**/*.ts", { cwd: root }).flatMap((file) => {
      const text = readFileSync(join(root, file), "utf8");
      const named = [...text.matchAll(/\benv\["([A-Z_]+)"\]/g)].map(([, name = ""]) => name);
      const proxies = file.endsWith("proxyOf.ts") ? text.match(/(?<=")(HTTPS?|NO)_PROXY(?=")/g) : [];
      return [...named, ...(proxies ?? [])];
    });
    expect([...documented].sort()).toEqual([...new Set(read)].sort());
  });

  it("is that of verbs that there are", () => {
    const named = environment.flatMap((variable) => variable.verbs ?? []);
    const names = verbs.map(({ name }) => name);
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
  });
});
