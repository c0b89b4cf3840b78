import { type Document, LineCounter, parseAllDocuments, type SchemaOptions, type Tags } from "yaml";
import { numberOf } from "./numberOf.ts";
import { settleKeys } from "./settleKeys.ts";

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

/** Numbers as Kubernetes reads them; `identify` is for writing, which is not done here. */
const number = {
  identify: () => false,
  default: true,
  test: /^[-+.\d][-+.\w]*$/,
  resolve(text: string, fail: (message: string) => void): unknown {
    const value = numberOf(text);
    if (typeof value === "string") return value;
    if (!Number.isFinite(Number(value)))
      fail(`\`${text}\` is no number in JSON: quote it if it is meant as text`);
    if (typeof value === "bigint" && !Number.isSafeInteger(Number(value))) {
      fail(`the integer ${text} is too large to be read exactly: quote it if it is meant as text`);
    }
    return Number(value);
  },
};

/**
 * YAML as Kubernetes reads it (sigs.k8s.io/yaml): version 1.1, so that `yes`, `on` and `0777` are what they are
 * there, but dates and `12:30:45` stay text.
 */
const asKubernetes: SchemaOptions = {
  customTags: (tags: Tags): Tags => [
    ...tags.filter((tag) => typeof tag === "string" || !replaced.has(tag.tag)),
    { ...number, tag: integerTag },
    { ...number, tag: floatTag },
  ],
};

const integerTag = "tag:yaml.org,2002:int";
const floatTag = "tag:yaml.org,2002:float";
const replaced = new Set([integerTag, floatTag, "tag:yaml.org,2002:timestamp"]);

/**
 * All documents of a stream; those without content are left out. JSON is YAML, so it is read as well.
 * @throws YamlError naming the document and the line
 */
export function parseYaml(text: string): readonly YamlDocument[] {
  const lines = new LineCounter();
  // What is missing is missed at the end, where the file may have empty lines.
  const end = Math.max(0, text.trimEnd().length - 1);
  const documents = parseAllDocuments(text.replace(/^\uFEFF/, ""), {
    version: "1.1",
    lineCounter: lines,
    prettyErrors: false,
    ...asKubernetes,
  });
  if (!Array.isArray(documents)) return [];
  return (documents as Document.Parsed[]).flatMap((parsed, index): YamlDocument[] => {
    const document = index + 1;
    const lineAt = (offset: number) => lines.linePos(Math.min(offset, end)).line;
    const fail = (message: string, offset: number) => new YamlError(message, document, lineAt(offset));
    const [error] = parsed.errors;
    if (error !== undefined) throw fail(oneLine(error.message), error.pos[0]);
    if (parsed.directives.yaml.explicit === true && parsed.directives.yaml.version !== "1.1") {
      throw fail(
        `%YAML ${parsed.directives.yaml.version}: Kubernetes reads YAML 1.1; remove the line`,
        parsed.range[0],
      );
    }
    if (parsed.contents === null) return [];
    const line = lineAt(parsed.contents.range[0]);
    settleKeys(parsed, fail);
    try {
      const value = plain(parsed.toJS({ maxAliasCount: 1000 }));
      return value === null ? [] : [{ value, document, line }];
    } catch (cause) {
      const endless = cause instanceof RangeError && "an anchor contains itself, or it is nested too deep";
      throw new YamlError(endless || oneLine(String((cause as Error).message)), document, line);
    }
  });
}

/** As JSON has it. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("utf8");
  if (value instanceof Set) return Object.fromEntries([...value].map((key) => [String(key), null]));
  if (value instanceof Map) return [...value].map(([key, of]) => ({ [String(key)]: plain(of) }));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, plain(of)]));
  }
  return value;
}

function oneLine(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/[:.]\s*$/, "");
}
