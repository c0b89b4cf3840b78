import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseManifest, readManifests } from "../../../src/source/manifests/readManifests.ts";
import { SourceError } from "../../../src/source/source.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manifests-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function daemonSet(name: string): string {
  return `apiVersion: apps/v1\nkind: DaemonSet\nmetadata:\n  name: ${name}\n`;
}

async function namesIn(
  filenames: readonly string[],
  recursive = false,
  stdin = "",
): Promise<readonly string[]> {
  const read = await readManifests({ filenames, recursive }, { stdin: Readable.from([Buffer.from(stdin)]) });
  return read.map(({ object }) => object.metadata?.name ?? "");
}

async function errorOf(filenames: readonly string[], recursive = false): Promise<string> {
  const error = await namesIn(filenames, recursive).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(SourceError);
  const { message } = error as SourceError;
  expect(message).not.toContain("\n");
  return message.replaceAll(folder, "DIR");
}

describe("what -f names", () => {
  it("is a file, whatever its extension", async () => {
    expect(await namesIn([file("fluentd.txt", daemonSet("fluentd"))])).toEqual(["fluentd"]);
  });

  it("is a folder: its .json, .yaml and .yml files by name, not those below it", async () => {
    file("20-kured.yml", daemonSet("kured"));
    file("10-fluentd.yaml", daemonSet("fluentd"));
    file(
      "30-cilium.json",
      JSON.stringify({ apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "cilium" } }),
    );
    file("README.md", "not a manifest: [");
    file("old/flannel.yaml", daemonSet("flannel"));
    expect(await namesIn([folder])).toEqual(["fluentd", "kured", "cilium"]);
    expect(await namesIn([folder], true)).toEqual(["fluentd", "kured", "cilium", "flannel"]);
  });

  it("is -: stdin", async () => {
    const read = await readManifests(
      { filenames: ["-"], recursive: false },
      { stdin: Readable.from([Buffer.from(daemonSet("fluentd"))]) },
    );
    expect(read[0]?.origin).toMatchObject({ file: "<stdin>", document: 1, line: 1, ownDocument: true });
  });

  it("is several, in the order in which they are named", async () => {
    const [kured, cilium] = [
      file("kured.yaml", daemonSet("kured")),
      file("cilium.yaml", daemonSet("cilium")),
    ];
    expect(await namesIn([kured, "-", cilium], false, daemonSet("fluentd"))).toEqual([
      "kured",
      "fluentd",
      "cilium",
    ]);
  });

  it("is a folder as a ConfigMap is mounted, with links to files and to a folder", async () => {
    file("..2026_11_23/fluentd.yaml", daemonSet("fluentd"));
    symlinkSync("..2026_11_23", join(folder, "..data"));
    symlinkSync("..data/fluentd.yaml", join(folder, "fluentd.yaml"));
    symlinkSync("operator@laptop.4711", join(folder, ".#fluentd"));
    expect(await namesIn([folder])).toEqual(["fluentd"]);
  });
});

describe("what -f cannot name", () => {
  it.each([
    ["a path that is not there", ["DIR/none.yaml"], 'error: the path "DIR/none.yaml" does not exist'],
    ["a path below a file", ["DIR/fluentd.txt/x"], 'error: the path "DIR/fluentd.txt/x" does not exist'],
    [
      "a folder without manifests",
      ["DIR"],
      'error: no .yaml, .yml or .json file in "DIR": -R looks into its folders as well',
    ],
    [
      "a URL",
      ["https://example.com/fluentd.yaml"],
      "error: https://example.com/fluentd.yaml: URLs are not read; pipe it in: " +
        "curl -fsSL https://example.com/fluentd.yaml | … -f -",
    ],
  ])("%s", async (_, filenames, message) => {
    file("fluentd.txt", daemonSet("fluentd"));
    expect(await errorOf(filenames.map((name) => name.replace("DIR", folder)))).toBe(message);
  });

  it("a folder without manifests, with -R", async () => {
    file("a/README.md", "");
    expect(await errorOf([folder], true)).toBe('error: no .yaml, .yml or .json file in "DIR"');
  });

  it("a file that is not UTF-8", async () => {
    const path = file("latin1.yaml", Buffer.from("# läuft\n", "latin1"));
    expect(await errorOf([path])).toBe("error: DIR/latin1.yaml: this is not UTF-8 text: save it as UTF-8");
  });

  it("a link to nothing that is called a manifest", async () => {
    symlinkSync("gone.yaml", join(folder, "fluentd.yaml"));
    expect(await errorOf([folder])).toMatch(/^error: DIR\/fluentd.yaml: ENOENT/);
  });

  it("what cannot be looked at, such as a link to itself", async () => {
    symlinkSync("loop.yaml", join(folder, "loop.yaml"));
    expect(await errorOf([join(folder, "loop.yaml")])).toMatch(
      /^error: the path "DIR.*" cannot be accessed: ELOOP/,
    );
    expect(await errorOf([folder])).toMatch(/^error: DIR\/loop.yaml: ELOOP/);
  });
});

describe("what a manifest holds", () => {
  const objectsIn = (text: string) => parseManifest(text, "all.yaml").map(({ object }) => object);

  it("many documents, empty ones left out, each with its place", () => {
    const text = `# the agents\n---\n${daemonSet("fluentd")}---\n# none\n---\n${daemonSet("kured")}`;
    expect(
      parseManifest(text, "all.yaml").map(({ object, origin: { file, document, line } }) => [
        object.metadata?.name,
        { file, document, line },
      ]),
    ).toEqual([
      ["fluentd", { file: "all.yaml", document: 1, line: 3 }],
      ["kured", { file: "all.yaml", document: 3, line: 10 }],
    ]);
  });

  it.each([
    [
      "a v1 List, as kubectl prints several",
      {
        apiVersion: "v1",
        kind: "List",
        items: [{ apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "a" } }],
      },
    ],
    [
      "a list of a kind, as an API server returns it, whose items do not say theirs",
      { apiVersion: "apps/v1", kind: "DaemonSetList", items: [{ metadata: { name: "a" } }] },
    ],
    [
      "a list in a list",
      {
        apiVersion: "v1",
        kind: "List",
        items: [{ apiVersion: "apps/v1", kind: "DaemonSetList", items: [{ metadata: { name: "a" } }] }],
      },
    ],
  ])("%s", (_, list) => {
    expect(objectsIn(JSON.stringify(list))).toEqual([
      { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "a" } },
    ]);
  });

  it.each([
    '{"apiVersion":"v1","kind":"List","items":[]}',
    '{"apiVersion":"v1","kind":"List","items":null}',
    '{"apiVersion":"v1","kind":"List"}',
    "",
    "# all is commented out\n",
  ])("nothing: %j", (text) => {
    expect(objectsIn(text)).toEqual([]);
  });

  it("an object of a kind that only ends in List", () => {
    const object = {
      apiVersion: "example.com/v1",
      kind: "AllowList",
      metadata: { name: "egress" },
      spec: {},
    };
    expect(objectsIn(JSON.stringify(object))).toEqual([object]);
  });

  it.each([
    ["text", "fluentd\n", 1, "a manifest is an object with apiVersion and kind, and this is none"],
    [
      "a sequence",
      "- kind: DaemonSet\n",
      1,
      "a manifest is an object with apiVersion and kind, and this is none",
    ],
    ["no apiVersion", "kind: DaemonSet\n", 1, "`apiVersion` is not set"],
    ["no kind", "\napiVersion: apps/v1\n", 2, "`kind` is not set"],
    ["an empty kind", "apiVersion: apps/v1\nkind:\n", 1, "`kind` is not set"],
    [
      "no name",
      "apiVersion: v1\nkind: Pod\nmetadata: {generateName: job-}\n",
      1,
      "`metadata.name` of a `Pod` is not set",
    ],
    ["no metadata", "apiVersion: v1\nkind: Pod\n", 1, "`metadata.name` of a `Pod` is not set"],
    [
      "a name that YAML takes for a number",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: 1e3}\n",
      1,
      "`metadata.name` of a `Pod` is 1000, which is not text: quote it",
    ],
    [
      "a namespace that YAML takes for a boolean",
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: on}\n",
      1,
      "`metadata.namespace` of a `Pod` is true, which is not text: quote it",
    ],
    [
      "an item that is none",
      "apiVersion: v1\nkind: List\nitems: [fluentd]\n",
      1,
      "a manifest is an object with apiVersion and kind, and this is none",
    ],
    ["bad YAML", "kind: [\n", 1, /^Flow sequence/],
    ["a key twice", "kind: Pod\nkind: Pod\n", 2, "Map keys must be unique"],
  ])("refuses %s", (_, text, line, message) => {
    const place = `error: all.yaml, document 2, line ${line + 5}: `;
    const whole = () => parseManifest(`${daemonSet("fluentd")}---\n${text}`, "all.yaml");
    expect(whole).toThrow(SourceError);
    expect(whole).toThrow(typeof message === "string" ? `${place}${message}` : place);
  });
});
