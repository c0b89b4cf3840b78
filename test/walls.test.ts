import { globSync, readFileSync } from "node:fs";
import { join, posix, resolve, sep } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");

/** The rooms of src/, what each may import from the others, and why nothing else. */
const rooms: { readonly [room: string]: { readonly mayImport: readonly string[]; readonly why: string } } = {
  text: {
    mayImport: [],
    why: "texts are read and written alike by whoever fetches, converts and prints them",
  },
  kube: { mayImport: [], why: "what the server sent stands on its own: no judgement, no I/O" },
  explanation: {
    mayImport: ["kube"],
    why: "a document is a contract, it knows nobody who makes or prints it",
  },
  rules: {
    mayImport: ["kube", "explanation"],
    why: "a rule is a pure function of objects; it only shares types with the document",
  },
  kinds: {
    mayImport: ["rules", "kube", "explanation"],
    why: "a kind judges what was read, it neither fetches nor formats",
  },
  findings: {
    mayImport: ["explanation", "kube"],
    why: "a finding judges the facts of a document; what it wants to know has to be a fact that everybody sees",
  },
  explain: {
    mayImport: ["kinds", "findings", "rules", "explanation", "kube", "text"],
    why: "it puts documents together from what the kinds find",
  },
  conversions: {
    mayImport: ["rules", "kube", "explanation", "text"],
    why: "a pair is a table of pure rules: it neither fetches nor formats, and knows no kind's explanation",
  },
  convert: {
    mayImport: ["conversions", "findings", "rules", "explanation", "kube", "text"],
    why: "it puts the document of a conversion together from what the pairs say",
  },
  source: { mayImport: ["kube", "text"], why: "a source fetches, it does not judge" },
  render: {
    mayImport: ["explanation", "kube", "text"],
    why: "a renderer is a pure function of a document, it cannot fetch",
  },
  cli: {
    mayImport: ["explain", "convert", "explanation", "findings", "kinds", "kube", "source", "render", "text"],
    why: "a verb hands a request in and a document out; it has no rules of its own",
  },
};

/** Rooms without network, files and clock: only the source has those, and the command line its streams. */
const pureRooms = [
  "text",
  "kube",
  "explanation",
  "rules",
  "kinds",
  "findings",
  "explain",
  "conversions",
  "convert",
  "render",
];
const allowedBuiltins: { readonly [room: string]: readonly string[] } = { render: ["node:util"] };

interface Import {
  readonly file: string;
  readonly room: string;
  readonly target: string;
}

/** With `/` on every system. */
function filesOf(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root }).map((file) => file.replaceAll(sep, "/"));
}

const imports: readonly Import[] = filesOf("src/**/*.ts").flatMap((file) => {
  const room = file.split("/")[1] ?? "";
  const text = readFileSync(join(root, file), "utf8");
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^;]*?\bfrom\s+"([^"]+)"|\bimport\("([^"]+)"\)/g,
  );
  return [...found].map((match) => ({ file, room, target: match[1] ?? match[2] ?? "" }));
});

describe("walls between the rooms", () => {
  it("finds the imports at all", () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  it("knows every room, and every room is there", () => {
    const found = new Set(filesOf("src/*/*").map((file) => file.split("/")[1]));
    expect([...found].sort()).toEqual(Object.keys(rooms).sort());
  });

  it.each(Object.entries(rooms))("%s imports only from its neighbours", (room, { mayImport, why }) => {
    const broken = imports
      .filter((entry) => entry.room === room && entry.target.startsWith("."))
      .map(({ file, target }) => ({ file, to: posix.join(posix.dirname(file), target) }))
      .filter(({ to }) => to.startsWith("src/") && ![room, ...mayImport].includes(to.split("/")[1] ?? ""));
    expect(broken, `${room}: ${why}`).toEqual([]);
  });

  it.each(pureRooms)("%s has no network, files or processes", (room) => {
    const broken = imports.filter(
      (entry) =>
        entry.room === room &&
        entry.target.startsWith("node:") &&
        !allowedBuiltins[room]?.includes(entry.target),
    );
    expect(broken).toEqual([]);
  });

  it.each(pureRooms)("%s asks no clock: time is the snapshot's", (room) => {
    const broken = filesOf(`src/${room}/**/*.ts`).filter((file) =>
      /Date\.now\(|new Date\(\)|performance\.now\(/.test(readFileSync(join(root, file), "utf8")),
    );
    expect(broken).toEqual([]);
  });

  it("has no room for what has no duty", () => {
    expect(filesOf("src/**/{utils,util,helpers,common,misc}*")).toEqual([]);
  });
});
