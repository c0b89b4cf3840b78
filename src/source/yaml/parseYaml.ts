import {
  type Document,
  LineCounter,
  parseAllDocuments,
  type ScalarTag,
  type SchemaOptions,
  type Tags,
} from "yaml";

/** A document of a YAML stream, as plain JSON. */
export interface YamlDocument {
  readonly value: unknown;
  /** Counted from 1. */
  readonly document: number;
  /** Of the first line with content, counted from 1. */
  readonly line: number;
}

/** What is wrong with a YAML text, and where. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  readonly document: number;
  readonly line: number;

  constructor(message: string, document: number, line: number) {
    super(message);
    this.document = document;
    this.line = line;
  }
}

/** `0o777`, which Kubernetes reads although it belongs to YAML 1.2. */
const octalOf12: ScalarTag = {
  identify: () => false,
  default: true,
  tag: "tag:yaml.org,2002:int",
  test: /^[-+]?0o[0-7]+$/,
  resolve: (text: string) => (text.startsWith("-") ? -1n : 1n) * BigInt(text.replace(/^[-+]/, "")),
};

/**
 * A number with a fraction or an exponent. The library's own two take `e1` and `.` for numbers as well.
 * Upstream: go.yaml.in/yaml/v2 resolve.go#yamlStyleFloat
 */
const float: ScalarTag = {
  identify: () => false,
  default: true,
  tag: "tag:yaml.org,2002:float",
  test: /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/,
  resolve: (text: string) => Number(text),
};

/**
 * YAML as Kubernetes reads it (sigs.k8s.io/yaml): version 1.1, so that `yes`, `on` and `0777` are what they are
 * there, but dates and `12:30:45` stay text.
 */
const asKubernetes: SchemaOptions = {
  customTags: (tags: Tags): Tags => [
    octalOf12,
    ...tags.filter((tag) => {
      if (typeof tag === "string") return true;
      const isTime = "format" in tag && tag.format === "TIME";
      const isNumberWithFraction = tag.tag === float.tag && tag.identify?.(0.5) === true;
      return !isTime && !isNumberWithFraction && tag.tag !== "tag:yaml.org,2002:timestamp";
    }),
    float,
  ],
};

/**
 * All documents of a stream; those without content are left out. JSON is YAML, so it is read as well.
 * @throws YamlError naming the document and the line
 */
export function parseYaml(text: string): readonly YamlDocument[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ""), {
    version: "1.1",
    intAsBigInt: true,
    lineCounter: lines,
    prettyErrors: false,
    ...asKubernetes,
  });
  if (!Array.isArray(documents)) return [];
  return (documents as Document.Parsed[]).flatMap((parsed, index): YamlDocument[] => {
    const document = index + 1;
    const lineAt = (offset: number) => lines.linePos(offset).line;
    const [error] = parsed.errors;
    if (error !== undefined) throw new YamlError(oneLine(error.message), document, lineAt(error.pos[0]));
    if (parsed.contents === null) return [];
    const line = lineAt(parsed.contents.range[0]);
    try {
      const value = plain(parsed.toJS({ maxAliasCount: 1000 }));
      return value === null ? [] : [{ value, document, line }];
    } catch (cause) {
      throw new YamlError(cause instanceof Error ? oneLine(cause.message) : String(cause), document, line);
    }
  });
}

/** As JSON has it: an integer is a number, and one that a number cannot hold exactly is refused, not rounded. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return number;
    throw new Error(`the integer ${value} is too large to be read exactly: quote it if it is meant as text`);
  }
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, plain(of)]));
  }
  return value;
}

function oneLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/[:.]\s*$/, "");
}
