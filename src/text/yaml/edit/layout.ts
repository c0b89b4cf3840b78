import {
  type CST,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";

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
  if (token.type === "block-scalar") return { ...at, start, ...blockText(token, end), aliased: false };
  const aliased = isAlias(node);
  return { ...at, shape: { kind: aliased ? "alias" : "inline" }, start, end, aliased };
}

function blockText(token: CST.BlockScalar, end: number): Pick<Value, "shape" | "end"> {
  const sign = token.props.find((prop) => prop.type === "block-scalar-header");
  const source = sign !== undefined && "source" in sign ? sign.source : "";
  const signEnd = (sign?.offset ?? token.offset) + source.length;
  // Empty lines below are content only where all line feeds are kept.
  const keeps = source.includes("+");
  const kept = keeps ? token.source.replace(/\r?\n$/, "") : token.source.trimEnd();
  const isEmpty = kept.trim() === "" && !keeps;
  return {
    shape: { kind: "text", signEnd, keeps },
    end: isEmpty ? signEnd : end - token.source.length + kept.length,
  };
}

function collection(node: YAMLMap | YAMLSeq, token: CST.Token): Pick<Value, "shape" | "end" | "aliased"> {
  const flow = token.type === "flow-collection";
  const members = isMap(node) ? mapMembers(node) : listMembers(node, token);
  const shape: Shape = {
    kind: isMap(node) ? "map" : "list",
    flow,
    plain: members !== undefined,
    members: members ?? [],
  };
  const end = flow ? (node.range?.[1] ?? token.offset) : (members?.at(-1)?.value.end ?? oddEnd(node));
  const aliased = (members ?? []).some(({ key, value }) => key === mergeKey || value.aliased);
  return { shape, end, aliased };
}

/** Brings the keys of other maps in. */
export const mergeKey = "<<";

function mapMembers(map: YAMLMap): readonly Member[] | undefined {
  const members: Member[] = [];
  for (const { key, value, srcToken } of map.items) {
    const sep = srcToken?.sep ?? [];
    const colon = sep.findIndex(({ type }) => type === "map-value-ind");
    const mark = sep[colon];
    const explicit = srcToken?.start.some(({ type }) => type === "explicit-key-ind");
    if (srcToken === undefined || mark === undefined || explicit || !isScalar(key)) return undefined;
    const own = srcToken.start.find(({ type }) => type === "anchor" || type === "tag");
    members.push({
      key: typeof key.value === "string" ? key.value : (key.source ?? ""),
      of: "map",
      start: own?.offset ?? key.range?.[0] ?? mark.offset,
      mark: mark.offset + 1,
      value: read(value, srcToken.value, sep.slice(colon + 1), mark.offset + 1),
    });
  }
  return members;
}

function listMembers(list: YAMLSeq, token: CST.Token): readonly Member[] | undefined {
  if (token.type !== "block-seq" && token.type !== "flow-collection") return undefined;
  const flow = token.type === "flow-collection";
  const items = (token.items as readonly CST.CollectionItem[]).filter(({ start, value, key, sep }) =>
    flow
      ? value !== undefined || key != null || sep !== undefined
      : start.some(({ type }) => type === "seq-item-ind"),
  );
  if (items.length !== list.items.length) return undefined;
  const members = items.map(({ start, value, key, sep }, index): Member | undefined => {
    if (key != null || sep !== undefined) return undefined;
    const sign = start.findIndex(({ type }) => type === (flow ? "comma" : "seq-item-ind"));
    const dash = start[sign];
    const props = start.slice(sign + 1);
    if (flow) {
      const own = props.find(({ type }) => type === "anchor" || type === "tag");
      const at = own?.offset ?? offsetOf(value);
      return {
        key: "",
        of: "list",
        start: at,
        mark: at,
        value: read(list.items[index], value, props, at),
      };
    }
    if (dash === undefined) return undefined;
    const mark = dash.offset + 1;
    return {
      key: "",
      of: "list",
      start: dash.offset,
      mark,
      value: read(list.items[index], value, props, mark),
    };
  });
  return members.every((member) => member !== undefined) ? members : undefined;
}

function offsetOf(token: CST.Token | undefined): number {
  return token !== undefined && "offset" in token ? token.offset : 0;
}

/** Of a block that has no members that we know. */
function oddEnd(node: YAMLMap | YAMLSeq): number {
  return Math.max(0, ...node.items.flatMap((item) => partsOf(item).map((part) => endOf(part))));
}

function partsOf(item: unknown): readonly unknown[] {
  if (isNode(item)) return [item];
  const { key, value } = item as { readonly key: unknown; readonly value: unknown };
  return [key, value];
}

function endOf(node: unknown): number {
  if (!isNode(node)) return 0;
  if ((isMap(node) || isSeq(node)) && node.flow !== true) return oddEnd(node);
  if (node.srcToken?.type === "block-scalar") return blockText(node.srcToken, node.range?.[1] ?? 0).end;
  return node.range?.[1] ?? 0;
}
