import { isMap, isNode, isSeq, type YAMLMap, type YAMLSeq } from "yaml";
import { blockText } from "./blockText.ts";

/** Behind the last character of a map or list that is content, however it is written. */
export function contentEnd(node: YAMLMap | YAMLSeq): number {
  return Math.max(0, ...node.items.flatMap((item) => partsOf(item).map((part) => endOf(part))));
}

function partsOf(item: unknown): readonly unknown[] {
  if (isNode(item)) return [item];
  const { key, value } = item as { readonly key: unknown; readonly value: unknown };
  return [key, value];
}

function endOf(node: unknown): number {
  if (!isNode(node)) return 0;
  if ((isMap(node) || isSeq(node)) && node.flow !== true) return contentEnd(node);
  if (node.srcToken?.type === "block-scalar") return blockText(node.srcToken, node.range?.[1] ?? 0).end;
  return node.range?.[1] ?? 0;
}
