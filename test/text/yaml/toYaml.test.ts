import { describe, expect, it } from "vitest";
import { parseYaml } from "../../../src/text/yaml/parseYaml.ts";
import { toYaml } from "../../../src/text/yaml/toYaml.ts";
import { readByKubectl, someKind } from "./readByKubectl.ts";

/** Text that YAML 1.1, YAML 1.2 or a sloppy writer takes for something else. */
const tricky: readonly string[] = [
  ..."yes Yes YES yEs no on On off OFF y Y n N true True false null Null NULL ~ = <<".split(" "),
  ..."0 00 -0 +1 0777 0o17 0o 0O7 08 09.5 1_000 _1 +_1 1__0 0x1F 0x 0xg 0X1F -0x10 0b1 0b 0b2 -0b1".split(
    " ",
  ),
  ..."1e3 1E-3 1e e1 E5 .5 5. . .. ... 1.5.2 1e5678 12e03 .e1 +.5 -. + - .inf -.Inf .NaN inf nan".split(" "),
  ..."12:30:45 190:20:30 1:20 10:5 1:2.5 2024-01-01 2024-1-1 2024-01-01T10:00:00Z".split(" "),
  "2024-01-01 10:00:00",
  "12345678901234567890",
  "0.1.2",
  "v1.36.3",
  "6d7d9758",
  "1234567e8",
  "",
  " ",
  "  leading",
  "trailing ",
  ..."- -x -- --- ---x --log-level=debug ... ...x ? ?x : :x :80 a: a:b a::b , ,x [ ] { } [x] {x} x[0]".split(
    " ",
  ),
  ..."# #c a#c & &a * *a ! !t !!str | |x > >x ' '' \" \"x\" it's % %a @ @a ` `a` \\ \\n".split(" "),
  "- x",
  "? x",
  "a: b",
  "a :b",
  "a # c",
  "a #c",
  "--- x",
  "key: [1, 2]",
  "DaemonSet kube-system/fluentd runs and is ready on 9 of 12 nodes. The other 3 have taints: see `tolerations`.",
  "word ".repeat(60).trim(),
  "x".repeat(2000),
  "key with many letters ".repeat(70),
  "a\nb",
  "a\nb\n",
  "a\n\nb\n\n\n",
  "\na",
  "\n",
  "\n\n",
  " a\nb",
  "\n a",
  "a\n  b\n    c\n",
  "a \nb",
  "a\n \nb",
  "a\n ",
  "a\n\tb",
  "\ta\nb",
  "a\tb",
  "\t",
  "# no comment\n--- \n...\n- x: y\n",
  "---\n...\n",
  "a\r\nb\r\n",
  "a\rb",
  "\u0000",
  "\u0007bell",
  "\u001b[31mred\u001b[0m",
  "\u007f",
  "\u0085",
  "a\u0085b\nc",
  "\u009b31m",
  "\u00a0",
  "\u00adsoft",
  "\u200b",
  "\u200eleft",
  "\u202egnp.exe",
  "a\u2028b\u2029c",
  "\u2066\u2069",
  "\ufeffmark",
  "a\ufeff\nb",
  "\uffff",
  "\ufffe",
  "\ud800",
  "\udc00 alone\nin two lines",
  "🚀",
  "👩‍👩‍👧",
  "fluentd läuft",
  "日本語",
  "\u{10ffff}",
  "\u{1ffff}",
  "constructor",
  "__proto__",
];

/** The same numbers for the same seed. Upstream: mulberry32, in the public domain. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const pieces = [
  ..."0123456789abefnosxyETZ+-._:,#&*!|>'\"%@`?~=<[]{}\\/$ ",
  ..." ,\n,\t,\r, \n,\n ,\u0085,\u009b,\u202e,\ufeff,é,🚀,: , #,- ,---,on,no,0x,0b,0o,e1".split(","),
];

function randomText(random: (below: number) => number): string {
  const length = random(4) === 0 ? random(14) : random(5);
  return Array.from({ length }, () => pieces[random(pieces.length)] ?? "").join("");
}

/** Texts as values, in sequences and as keys, each of them in every place. */
function objectOf(texts: readonly string[]) {
  return {
    ...someKind,
    byIndex: Object.fromEntries(texts.map((text, index) => [`t${index}`, text])),
    inList: texts,
    inLists: texts.map((text) => [[text], { text, list: [text] }]),
    asKey: Object.fromEntries(texts.map((text, index) => [text, index])),
    keysOfLists: texts.map((text) => ({ [text]: [text, { [text]: {} }] })),
  };
}

/** What a file of UTF-8 can hold of it. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(/\\u(d[89a-f][\da-f]{2})/gi, "\ufffd"));
}

describe("toYaml", () => {
  it("writes every tricky text, as value and as key, so that kubectl and we read the same", () => {
    const object = objectOf(tricky);
    const yaml = toYaml(object);
    expect(readByKubectl(yaml)).toEqual(asJson(object));
    expect(parseYaml(yaml)[0]?.value).toEqual(asJson(object));
  });

  it("writes random texts so that kubectl and we read the same", () => {
    const seed = Number(process.env["YAML_SEED"] ?? Date.now() % 2 ** 31);
    const random = randomOf(seed);
    const object = objectOf(Array.from({ length: 400 }, () => randomText(random)));
    const yaml = toYaml(object);
    expect(readByKubectl(yaml), `again with YAML_SEED=${seed}`).toEqual(asJson(object));
    expect(parseYaml(yaml)[0]?.value, `again with YAML_SEED=${seed}`).toEqual(asJson(object));
  });

  it("writes numbers, booleans, nothing and the empty so that kubectl reads the same", () => {
    const object = {
      ...someKind,
      numbers: [0, -1, 0.5, -0.25, 1e-7, 1e21, 123456789012, Number.MAX_SAFE_INTEGER, 0.1 + 0.2],
      others: [true, false, null, {}, [], [[]], [{}], [[], {}], { a: {}, b: [] }],
      nested: [[1, [2, [3]]], [{ a: [{ b: [[{ c: 1 }]] }] }]],
      missing: undefined,
      holes: [undefined],
    };
    expect(readByKubectl(toYaml(object))).toEqual(asJson(object));
  });

  it("looks as what kubectl prints", () => {
    const text = toYaml({
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { creationTimestamp: "2026-11-23T04:05:20Z", labels: { app: "fluentd", beta: "yes" } },
      spec: {
        args: ["--log-level=debug", "a: b", "*", ""],
        matrix: [["a", ["b"]], []],
        script: "set -e\n\nexec fluentd\n",
        tail: "a\nb",
        tolerations: [{ key: "gpu", value: "true", effect: "NoSchedule" }, {}],
      },
    });
    expect(text).toBe(`apiVersion: apps/v1
kind: DaemonSet
metadata:
  creationTimestamp: "2026-11-23T04:05:20Z"
  labels:
    app: fluentd
    beta: "yes"
spec:
  args:
  - --log-level=debug
  - 'a: b'
  - '*'
  - ""
  matrix:
  - - a
    - - b
  - []
  script: |
    set -e

    exec fluentd
  tail: |-
    a
    b
  tolerations:
  - key: gpu
    value: "true"
    effect: NoSchedule
  - {}
`);
  });

  it("folds no line", () => {
    const sentence = "the node has a taint that it does not tolerate, ".repeat(20).trim();
    expect(toYaml({ sentence })).toBe(`sentence: ${sentence}\n`);
  });

  it.each([
    ["escape", "\u001b[2J", '"\\u001b[2J"'],
    ["C1 control sequence introducer", "\u009b2J", '"\\u009b2J"'],
    ["next line", "a\u0085b", '"a\\u0085b"'],
    ["right-to-left override", "a\u202eb\nc", '"a\\u202eb\\nc"'],
    ["byte order mark", "\ufeff", '"\\ufeff"'],
    ["half of a surrogate pair", "\ud83d", '"\ufffd"'],
    ["emoji, which is nothing to hide", "🚀", "🚀"],
  ])("escapes what must not reach a terminal: %s", (_, text, written) => {
    expect(toYaml({ text })).toBe(`text: ${written}\n`);
  });

  it("writes a value that is no object", () => {
    expect(["fluentd", "a\nb\n", 3, null, [], ["x"]].map(toYaml)).toEqual([
      "fluentd\n",
      "|\n  a\n  b\n",
      "3\n",
      "null\n",
      "[]\n",
      "- x\n",
    ]);
  });
});
