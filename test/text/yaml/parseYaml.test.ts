import { describe, expect, it } from "vitest";
import { parseYaml, YamlError } from "../../../src/text/yaml/parseYaml.ts";
import { toYaml } from "../../../src/text/yaml/toYaml.ts";
import { readByKubectl, someKind } from "./readByKubectl.ts";

const plainScalars = [
  ..."yes Yes YES yEs no on On oN off y Y n N true True tRUE false".split(" "),
  ..."0 00 -0 +1 0777 -0777 0o17 0o 0O7 -0o7 0o_7 08 09.5 0_8 1_000 _1 +_1 1__0 1_ 07_7".split(" "),
  ..."0x1F 0x 0xg 0X1F -0x10 0x_1 0b1 0b 0b2 -0b1 0B1 +0b1 123456789012 9007199254740991 -5".split(" "),
  ..."1e3 1E-3 1e e1 E5 .5 5. . .. 1.5.2 1e5678 12e03 .e1 +.5 -. + 1_0.5 1.5_0 ._5 1e400 1.0 100.0".split(
    " ",
  ),
  ..."1234567e8 1234567.5 0.00001 inf nan -.nan 12:30:45 190:20:30 1:20 1:2.5 0.1.2 v1.36.3 6d7d9758".split(
    " ",
  ),
  ..."2024-01-01 2024-1-1 2024-01-01T10:00:00Z = a:b a#b --log-level=debug ./path".split(" "),
];
const nulls = ["~", "null", "Null", "NULL", ""];
const others = [
  "nULL",
  "2024-01-01 10:00:00",
  "!!str yes",
  '!!int "3"',
  "!!float 3",
  '!!bool "yes"',
  "!!binary w6k=",
  "!!timestamp 2024-01-01",
  "!custom text",
  '"a\\x41\\u00e9\\n\\N\\_\\L\\P\\e"',
  "'it''s'",
  "[1, 2,]",
  "{a, b: }",
  "!!set {a, b}",
  "!!omap [a: 1]",
  "\n    folded\n    in two lines",
  ">\n    folded\n    text\n\n    more\n",
  "|2-\n      indented\n",
  "|+\n    kept\n\n",
];

const head = toYaml(someKind);

function oneDocument(text: string): unknown {
  return parseYaml(text)[0]?.value;
}

function errorOf(text: string): YamlError {
  try {
    parseYaml(text);
  } catch (error) {
    if (error instanceof YamlError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("scalars are what kubectl takes them for", () => {
  it("as values", () => {
    const values = [...plainScalars, ...nulls, ...others].map((scalar, index) => `  v${index}: ${scalar}`);
    const yaml = `${head}values:\n${values.join("\n")}\n`;
    expect(oneDocument(yaml)).toEqual(readByKubectl(yaml));
  });

  it("as keys", () => {
    const keys = plainScalars.map((scalar) => `- ${scalar}: x`);
    const yaml = `${head}keys:\n${keys.join("\n")}\n`;
    expect(oneDocument(yaml)).toEqual(readByKubectl(yaml));
  });

  it.each([
    [".inf", "`.inf` is no number in JSON: quote it if it is meant as text"],
    ["-.Inf", "`-.Inf` is no number in JSON: quote it if it is meant as text"],
    [".NaN", "`.NaN` is no number in JSON: quote it if it is meant as text"],
  ])("%s is refused by both", (scalar, message) => {
    const yaml = `${head}value: ${scalar}\n`;
    expect(() => readByKubectl(yaml)).toThrow("unsupported value");
    expect(errorOf(yaml)).toMatchObject({ message, document: 1, line: 5 });
  });

  it.each(["~: x", "null: x", ": x", "{a: 1}: x", "[a]: x"])(
    "the key of `%s` is refused by both",
    (entry) => {
      const yaml = `${head}keys:\n  ${entry}\n`;
      expect(() => readByKubectl(yaml)).toThrow("key");
      expect(errorOf(yaml)).toMatchObject({ document: 1, line: 6 });
    },
  );
});

describe("documents are what kubectl takes them for", () => {
  it.each([
    ["anchors", "base: &b {cpu: 1}\nlimits: *b\nlist: [*b, *b]\n"],
    ["merge keys", "base: &b {cpu: 1, memory: 1Gi}\nlimits: {<<: *b, cpu: 2}\n"],
    ["merge of several", "one: &o {a: 1, b: 1}\ntwo: &t {b: 2, c: 2}\nboth: {<<: [*o, *t]}\n"],
    ["carriage returns", "name: fluentd\r\nscript: |\r\n  set -e\r\n  run\r\n"],
    ["comments", "# what it is\nname: fluentd # in a line\n# and why\n"],
    ["nesting", "spec:\n- - a\n  - b\n-\n  - c\n"],
    ["flow style", 'spec: {"a": [1, {"b": null}], c: "d"}\n'],
  ])("%s", (_, yaml) => {
    expect(oneDocument(head + yaml)).toEqual(readByKubectl(head + yaml));
  });

  it("JSON", () => {
    const json = JSON.stringify(
      { ...someKind, text: 'a\n"b"', numbers: [1, 0.5, -2e-3], nothing: null },
      null,
      2,
    );
    expect(oneDocument(json)).toEqual(readByKubectl(json));
  });

  it("a byte order mark is dropped", () => {
    expect(oneDocument(`\ufeff${head}`)).toEqual(someKind);
  });

  it("of a key that stands before and in a merge, the key itself wins, whatever their order", () => {
    expect(oneDocument("base: &b {cpu: 1}\nlimits: {cpu: 2, <<: *b}\n")).toMatchObject({
      limits: { cpu: 2 },
    });
  });

  it("those without content are left out, and counted", () => {
    const found = parseYaml(
      "# fluentd\n---\n# nothing here\n---\nkind: A\n...\n---\nnull\n---\n\n\nkind: B\n",
    );
    expect(found).toEqual([
      { value: { kind: "A" }, document: 2, line: 5 },
      { value: { kind: "B" }, document: 4, line: 12 },
    ]);
  });

  it.each(["", "\n\n", "# only a comment\n", "---\n", "---\n---\n", "null\n", "\ufeff"])(
    "%j holds none",
    (text) => {
      expect(parseYaml(text)).toEqual([]);
    },
  );
});

describe("errors name document and line, both counted from 1", () => {
  it.each([
    ["a bracket that is not closed", "kind: A\n---\nkind: B\nargs: [a,\n", 2, 4, /Flow sequence/],
    ["a tab as indentation", "spec:\n\treplicas: 1\n", 1, 2, /[Tt]abs/],
    ["a key twice", "spec:\n  replicas: 1\n  replicas: 2\n", 1, 3, /unique/],
    ["a mapping in a line", "name: a: b\n", 1, 1, /Nested mappings/],
    ["a quote that is not closed", "a: 1\nname: 'x\n", 1, 2, /quote/],
    ["an alias of nothing", "a: 1\nb: *base\n", 1, 2, "`*base` has no `&base` before it"],
    ["an anchor in itself", "a: &a [*a]\n", 1, 1, "an anchor contains itself, or it is nested too deep"],
    ["a large integer", "a: 1\nid: 9007199254740993\n", 1, 2, /^the integer 9007199254740993 .*: quote it/],
    ["YAML 1.2", "%YAML 1.2\n---\na: yes\n", 1, 2, "%YAML 1.2: Kubernetes reads YAML 1.1; remove the line"],
    ["a template", "name: {{ .Values.name }}\n", 1, 1, /./],
  ])("%s", (_, text, document, line, message) => {
    const error = errorOf(text);
    expect({ document: error.document, line: error.line }).toEqual({ document, line });
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("\n");
  });
});
