import { type CST, isAlias, isMap, isNode, isSeq, type Node, type YAMLMap, type YAMLSeq } from "yaml";
import { blockText } from "./blockText.ts";
import { contentEnd } from "./contentEnd.ts";
import { listMembers, mapMembers } from "./members.ts";

/** A key with its value, or a dash with its item, or a member of `{}` or `[]`, and where it is in the text. */
export interface Member {
  /** Empty for items of lists. */
  readonly key: string;
  readonly of: "map" | "list";
  /** Of the key or the dash, with its anchor or tag. */
  readonly start: number;
  /** Behind the `:` or the dash. */
  readonly mark: number;
  readonly value: Value;
}

/** A value, as it is written. */
export interface Value {
  readonly shape: Shape;
  /** Behind its anchor or tag; behind the mark where it has neither. */
  readonly propsEnd: number;
  readonly tagged: boolean;
  /** Of the value without anchor and tag. */
  readonly start: number;
  /** Behind the last character that is content; comments and empty lines behind are none. */
  readonly end: number;
  /** Something in it is only a name for something elsewhere. */
  readonly aliased: boolean;
}

export type Shape =
  | { readonly kind: "none" | "inline" | "alias" }
  /** A text of several lines below a `|` or `>`, whose sign ends at `signEnd`; with a `+` it keeps empty lines. */
  | { readonly kind: "text"; readonly signEnd: number; readonly keeps: boolean }
  | {
      readonly kind: "map" | "list";
      /** Within brackets. */
      readonly flow: boolean;
      /** False for a way of writing that is not worth more than to be written anew as a whole. */
      readonly plain: boolean;
      readonly members: readonly Member[];
    };

/** Parsed with `keepSourceTokens`, its keys settled. */
export function layoutOf(node: Node): Value {
  const token = node.srcToken;
  const start = token?.offset ?? node.range?.[0] ?? 0;
  return read(node, token, [], start);
}

/** Brings the keys of other maps in. */
export const mergeKey = "<<";

/**
 * @param before what stands between mark and value
 * @param mark where the value begins if nothing of it is there
 */
function read(
  node: unknown,
  token: CST.Token | undefined,
  before: readonly CST.SourceToken[],
  mark: number,
): Value {
  const props = before.filter(({ type }) => type === "anchor" || type === "tag");
  const last = props.at(-1);
  const propsEnd = last === undefined ? mark : last.offset + last.source.length;
  const tagged = props.some(({ type }) => type === "tag");
  const at = { propsEnd, tagged };
  if (token === undefined || !isNode(node) || !("offset" in token)) {
    return { ...at, shape: { kind: "none" }, start: propsEnd, end: propsEnd, aliased: false };
  }
  const start = token.offset;
  if (isMap(node) || isSeq(node)) return { ...at, start, ...collection(node, token) };
  const end = node.range?.[1] ?? start;
  if (token.type === "block-scalar") return { ...at, start, ...text(token, end), aliased: false };
  const aliased = isAlias(node);
  return { ...at, shape: { kind: aliased ? "alias" : "inline" }, start, end, aliased };
}

function text(token: CST.BlockScalar, sourceEnd: number): Pick<Value, "shape" | "end"> {
  const { end, ...sign } = blockText(token, sourceEnd);
  return { shape: { kind: "text", ...sign }, end };
}

function collection(node: YAMLMap | YAMLSeq, token: CST.Token): Pick<Value, "shape" | "end" | "aliased"> {
  const flow = token.type === "flow-collection";
  const members = isMap(node) ? mapMembers(node, read) : listMembers(node, token, read);
  const shape: Shape = {
    kind: isMap(node) ? "map" : "list",
    flow,
    plain: members !== undefined,
    members: members ?? [],
  };
  const end = flow ? (node.range?.[1] ?? token.offset) : (members?.at(-1)?.value.end ?? contentEnd(node));
  // What we do not know our way in may have some.
  const aliased = members?.some(({ key, value }) => key === mergeKey || value.aliased) ?? true;
  return { shape, end, aliased };
}
