import { type CST, isScalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { Member, Value } from "./layout.ts";

/** Reads what is behind a mark; `before` is between the two. */
type Read = (
  node: unknown,
  token: CST.Token | undefined,
  before: readonly CST.SourceToken[],
  mark: number,
) => Value;

/** The keys of a map; undefined where one of them has a `?`, or is no scalar. */
export function mapMembers(map: YAMLMap, read: Read): readonly Member[] | undefined {
  const members: Member[] = [];
  for (const { key, value, srcToken } of map.items) {
    const sep = srcToken?.sep ?? [];
    const colon = sep.findIndex(({ type }) => type === "map-value-ind");
    const mark = sep[colon];
    const explicit = srcToken?.start.some(({ type }) => type === "explicit-key-ind");
    if (srcToken === undefined || mark === undefined || explicit || !isScalar(key)) return undefined;
    const own = srcToken.start.find(isProp);
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

/** The items of a list; undefined where one of them is a pair without brackets. */
export function listMembers(list: YAMLSeq, token: CST.Token, read: Read): readonly Member[] | undefined {
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
    const props = start.slice(sign + 1);
    const dash = flow ? undefined : start[sign];
    // Within brackets nothing is before an item.
    const at = dash?.offset ?? props.find(isProp)?.offset ?? offsetOf(value);
    const mark = dash === undefined ? at : at + dash.source.length;
    return { key: "", of: "list", start: at, mark, value: read(list.items[index], value, props, mark) };
  });
  return members.every((member) => member !== undefined) ? members : undefined;
}

function offsetOf(token: CST.Token | undefined): number {
  return token !== undefined && "offset" in token ? token.offset : 0;
}

/** An anchor or a tag. */
function isProp({ type }: CST.SourceToken): boolean {
  return type === "anchor" || type === "tag";
}
