import { toYaml } from "../../../src/text/yaml/toYaml.ts";

/** A generator of numbers in [0, 1) that gives the same ones for a seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    often: (part) => next() < part,
    upTo: (most) => Math.floor(next() * (most + 1)),
    oneOf: (choices) => choices[Math.floor(next() * choices.length)] as never,
  };
}

export interface Random {
  readonly next: () => number;
  readonly often: (part: number) => boolean;
  readonly upTo: (most: number) => number;
  readonly oneOf: <T>(choices: readonly T[]) => T;
}

export type Data = string | number | boolean | null | readonly Data[] | { readonly [key: string]: Data };

const keys = (
  "name image namespace labels annotations app command args env ports containerPort volumeMounts mountPath " +
  "resources limits cpu memory nginx.ingress.kubernetes.io/rewrite on 8080 0777 config.yaml replicas template spec"
).split(" ");
const scalars: readonly Data[] = [
  ..."nginx:1.27 grafana/grafana /var/log fluentd 100m 1Gi yes 0644 1e3 ~ RollingUpdate a:b x#y".split(" "),
  ...[
    "",
    " padded ",
    "it's",
    'say "hi"',
    "# no comment",
    "- dash",
    "key: value",
    "[list]",
    "café ☕",
    "a\tb",
  ],
  ...[
    "server {\n  listen 80;\n}\n",
    "one\ntwo",
    "kept\n\n\n",
    "# looks like a comment\n- and a list\n",
    "\n\n",
  ],
  ...["<match **>\n  @type stdout\n\n  # a comment of fluentd\n</match>\n", "  deep\nshallow\n"],
  ...[0, 1, 80, 8080, -1, 1.5, true, false, null],
];

export function randomScalar(random: Random): Data {
  return random.often(0.1) ? `v${random.upTo(99)}` : random.oneOf(scalars);
}

export function randomKey(random: Random): string {
  return random.often(0.2) ? `key-${random.upTo(30)}` : random.oneOf(keys);
}

export function randomData(random: Random, depth: number): Data {
  const kind = random.next();
  if (depth <= 0 || kind < 0.35) return randomScalar(random);
  if (kind < 0.75) return randomMap(random, depth);
  const length = random.upTo(3);
  if (random.often(0.5)) {
    return Array.from({ length }, (_, index) => ({
      [random.often(0.9) ? "name" : "mountPath"]: `item-${index}`,
      ...randomMap(random, depth - 1),
    })).map((item, index) => (random.often(0.9) ? { ...item, name: `item-${index}` } : item));
  }
  return Array.from({ length }, () => randomData(random, depth - 1));
}

export function randomMap(random: Random, depth: number): { readonly [key: string]: Data } {
  const size = random.upTo(4);
  return Object.fromEntries(
    Array.from({ length: size }, () => [randomKey(random), randomData(random, depth - 1)]),
  );
}

/** Data as one person or another would write it: with comments, in their indentation, quotes and brackets. */
export function writtenByHand(random: Random, data: Data): string {
  const map = random.oneOf([1, 2, 2, 2, 3, 4]);
  const list = random.oneOf([0, 0, 1, 2, 2, 4]);
  const item = random.oneOf([2, 2, 2, 2, 3, 4]);
  const talkative = random.oneOf([0, 0.1, 0.3, 0.6]);
  const bracketed = random.oneOf([0, 0.05, 0.3]);
  const untidy = random.oneOf([0, 0, 0.1]);
  const width = () => (random.often(untidy) ? random.upTo(2) : 0);
  let comments = 0;
  const remark = () =>
    `# ${random.oneOf(["keep", "see README:", "- old: yes", "TODO 'quote"])} ${++comments}`;
  const behind = () => (random.often(talkative) ? `${random.oneOf([" ", "   "])}${remark()}` : "");
  const above = (column: number): string[] => [
    ...(random.often(untidy + talkative / 4) ? [random.oneOf(["", "  "])] : []),
    ...(random.often(talkative) ? [" ".repeat(random.often(0.1) ? random.upTo(6) : column) + remark()] : []),
    ...(random.often(talkative / 3) ? [" ".repeat(column) + remark()] : []),
  ];
  const lines = isFilledMap(data) ? mapLines(data, 0) : Array.isArray(data) ? listLines(data, 0) : [];
  return `${lines.join("\n")}\n`;

  function mapLines(value: { readonly [key: string]: Data }, column: number): string[] {
    return Object.entries(value).flatMap(([key, of]) => {
      const { first, below } = valueLines(of, column, false);
      return [...above(column), `${" ".repeat(column)}${keyText(key)}:${first}`, ...below];
    });
  }

  function listLines(value: readonly Data[], column: number): string[] {
    return value.flatMap((of) => {
      const { first, below } = valueLines(of, column, true);
      return [...above(column), `${" ".repeat(column)}-${first}`, ...below];
    });
  }

  function valueLines(value: Data, column: number, inList: boolean): { first: string; below: string[] } {
    const isText = typeof value === "string" && value.includes("\n");
    if (!isFilled(value) || random.often(bracketed)) {
      if (isText && blockFits(value)) return textLines(value, column + 1 + random.upTo(3));
      if (value === null && random.often(0.3)) return { first: behind(), below: [] };
      const gap = " ".repeat(1 + width());
      return { first: `${gap}${flow(value, isFilled(value), column + 2)}${behind()}`, below: [] };
    }
    const isList = Array.isArray(value);
    const inner = column + (inList ? item : isList ? list : map) + (inList || isList ? 0 : width());
    const below = isList ? listLines(value, inner) : mapLines(value as { [key: string]: Data }, inner);
    if (!inList || random.often(0.1)) return { first: behind(), below };
    const start = below.findIndex((line) => line.trim() !== "" && !line.trimStart().startsWith("#"));
    return {
      first: (below[start] ?? "").slice(column + 1),
      below: below.slice(start + 1),
    };
  }

  function textLines(value: string, column: number): { first: string; below: string[] } {
    const content = value.endsWith("\n") ? value.slice(0, -1) : value;
    const end = value.endsWith("\n\n") ? "+" : value.endsWith("\n") ? "" : "-";
    const below = content.split("\n").map((line) => (line === "" ? "" : " ".repeat(column) + line));
    return { first: ` |${end}${behind()}`, below };
  }

  function flow(value: Data, nested: boolean, column: number): string {
    if (Array.isArray(value)) {
      const wide = value.length > 0 && random.often(0.2);
      const between = wide ? `\n${" ".repeat(column + 1)}` : random.oneOf([" ", " ", ""]);
      const parts = value.map((of: Data) => flow(of, true, column + 2));
      return `[${wide ? between : ""}${parts.join(`,${between}`)}${wide && random.often(0.3) ? "," : ""}]`;
    }
    if (typeof value === "object" && value !== null) {
      const blank = random.oneOf(["", " "]);
      const parts = Object.entries(value).map(
        ([key, of]) => `${quoted(key, true)}: ${flow(of, true, column)}`,
      );
      return parts.length === 0 ? "{}" : `{${blank}${parts.join(", ")}${blank}}`;
    }
    return typeof value === "string" ? quoted(value, nested) : JSON.stringify(value);
  }

  function quoted(value: string, nested: boolean): string {
    const usual = toYaml(value).trim();
    const isPlain = usual === value && !(nested && /[^\w./]/.test(value));
    const choice = random.next();
    if (choice < 0.15 || value.includes("\n") || (!isPlain && usual.startsWith('"')))
      return JSON.stringify(value);
    if (choice < 0.3 || !isPlain) return `'${value.replaceAll("'", "''")}'`;
    return value;
  }

  function keyText(key: string): string {
    return quoted(key, true);
  }
}

function blockFits(text: string): boolean {
  return !/^\n*[ \t]/.test(text) && !/^\n+$/.test(text) && !/[ \t]$/m.test(text);
}

function isFilled(value: Data): value is readonly Data[] | { readonly [key: string]: Data } {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

function isFilledMap(value: Data): value is { readonly [key: string]: Data } {
  return isFilled(value) && !Array.isArray(value);
}
