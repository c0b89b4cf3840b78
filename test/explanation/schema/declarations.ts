import { readFileSync } from "node:fs";

/** A type as the documents' own interfaces are written: no conditional, mapped or function types. */
export type Type =
  | { readonly is: "name"; readonly name: string }
  | { readonly is: "literal"; readonly value: string | boolean }
  | { readonly is: "object"; readonly members: readonly Member[]; readonly values?: Type }
  | { readonly is: "array"; readonly of: Type }
  | { readonly is: "union" | "intersection"; readonly of: readonly Type[] }
  /** `FactsByKind[Name]` */
  | { readonly is: "property"; readonly of: Type; readonly key: Type }
  /** `typeof documentVersion` */
  | { readonly is: "typeof"; readonly name: string };

export interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly type: Type;
  readonly doc?: string;
}

export interface Declaration {
  readonly doc?: string;
  readonly parents: readonly string[];
  readonly type: Type;
}

const head =
  /(\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?^export (interface|type) (\w+)(?:<[^>]*>)?(?: extends ([\w, ]+))? =?/gm;

/** The exported interfaces and types of a source file by name, each read when it is asked for. */
export function declarationsOf(file: string): ReadonlyMap<string, () => Declaration> {
  const text = readFileSync(file, "utf8");
  const found = [...text.matchAll(head)].map((match) => {
    const [whole, doc, , name = "", parents] = match;
    const read = (): Declaration => ({
      ...(doc !== undefined && { doc: docText(doc) }),
      parents: parents?.split(",").map((parent) => parent.trim()) ?? [],
      get type() {
        return readType(tokensOf(text.slice(match.index + whole.length)), `${file}, ${name}`);
      },
    });
    return [name, read] as const;
  });
  return new Map(found);
}

/** The exported constants that are text, by name. */
export function constantsOf(file: string): ReadonlyMap<string, string> {
  const found = readFileSync(file, "utf8").matchAll(/^export const (\w+) = "([^"]+)";/gm);
  return new Map([...found].map(([, name = "", value = ""]) => [name, value]));
}

/** The text of a doc comment, unfolded; the points of a list and paragraphs stay on lines of their own. */
function docText(comment: string): string {
  return comment
    .replace(/^\/\*\*|\*\/\s*$/g, "")
    .replace(/^ *\* ?/gm, "")
    .replace(/\n(?!\n|- )\s*/g, " ")
    .trim();
}

type Tokens = IterableIterator<string> & { ahead?: string | undefined };

function tokensOf(text: string): Tokens {
  const tokens = text.matchAll(/\/\*\*(?:[^*]|\*(?!\/))*\*\/|"[^"]*"|\w+|[^\s\w]/g);
  return tokens.map(([token]) => token) as unknown as Tokens;
}

function peek(tokens: Tokens): string {
  tokens.ahead ??= tokens.next().value ?? "";
  return tokens.ahead as string;
}

function take(tokens: Tokens): string {
  const token = peek(tokens);
  tokens.ahead = undefined;
  return token;
}

function takeIf(tokens: Tokens, wanted: string): boolean {
  const isNext = peek(tokens) === wanted;
  if (isNext) take(tokens);
  return isNext;
}

function expectNext(tokens: Tokens, wanted: string, where: string): void {
  const found = take(tokens);
  if (found !== wanted) {
    throw new Error(
      `${where}: \`${found}\` instead of \`${wanted}\`: teach test/explanation/schema/declarations.ts this type`,
    );
  }
}

function readType(tokens: Tokens, where: string): Type {
  const of: Type[] = [];
  do {
    while (peek(tokens).startsWith("/**") || peek(tokens) === "|") take(tokens);
    of.push(readIntersection(tokens, where));
    while (peek(tokens).startsWith("/**")) take(tokens);
  } while (takeIf(tokens, "|"));
  return of.length === 1 && of[0] !== undefined ? of[0] : { is: "union", of };
}

function readIntersection(tokens: Tokens, where: string): Type {
  const of = [readPostfix(tokens, where)];
  while (takeIf(tokens, "&")) of.push(readPostfix(tokens, where));
  return of.length === 1 && of[0] !== undefined ? of[0] : { is: "intersection", of };
}

function readPostfix(tokens: Tokens, where: string): Type {
  takeIf(tokens, "readonly");
  let type = readPrimary(tokens, where);
  while (takeIf(tokens, "[")) {
    if (takeIf(tokens, "]")) {
      type = { is: "array", of: type };
      continue;
    }
    type = { is: "property", of: type, key: readType(tokens, where) };
    expectNext(tokens, "]", where);
  }
  return type;
}

function readPrimary(tokens: Tokens, where: string): Type {
  if (peek(tokens) === "{") return readObject(tokens, where);
  const token = take(tokens);
  if (token.startsWith('"')) return { is: "literal", value: token.slice(1, -1) };
  if (token === "true" || token === "false") return { is: "literal", value: token === "true" };
  if (token === "typeof") return { is: "typeof", name: take(tokens) };
  if (token === "(") {
    const inner = readType(tokens, where);
    expectNext(tokens, ")", where);
    return inner;
  }
  if (/^\w/.test(token)) return { is: "name", name: token };
  throw new Error(
    `${where}: \`${token}\` is not understood: teach test/explanation/schema/declarations.ts this type`,
  );
}

function readObject(tokens: Tokens, where: string): Type {
  const members: Member[] = [];
  let values: Type | undefined;
  expectNext(tokens, "{", where);
  while (!takeIf(tokens, "}")) {
    const doc = peek(tokens).startsWith("/**") ? { doc: docText(take(tokens)) } : {};
    takeIf(tokens, "readonly");
    if (takeIf(tokens, "[")) {
      // An index signature: `[name: string]`.
      take(tokens);
      for (const part of [":", "string", "]", ":"]) expectNext(tokens, part, where);
      values = readType(tokens, where);
    } else {
      const name = take(tokens);
      const optional = takeIf(tokens, "?");
      expectNext(tokens, ":", `${where}.${name}`);
      members.push({ name, optional, type: readType(tokens, `${where}.${name}`), ...doc });
    }
    if (!takeIf(tokens, ";") && !takeIf(tokens, ",") && peek(tokens) !== "}") {
      expectNext(tokens, ";", where);
    }
  }
  return { is: "object", members, ...(values && { values }) };
}
