import type { CST } from "yaml";

/** Where a text of several lines is, below its `|` or `>`. */
export interface BlockText {
  readonly signEnd: number;
  /** Empty lines below are content: its sign has a `+`. */
  readonly keeps: boolean;
  /** Behind the last character that is content, without its line feed. */
  readonly end: number;
}

/** @param sourceEnd behind all lines that are read for it */
export function blockText(token: CST.BlockScalar, sourceEnd: number): BlockText {
  const sign = token.props.find((prop) => prop.type === "block-scalar-header");
  const source = sign !== undefined && "source" in sign ? sign.source : "";
  const signEnd = (sign?.offset ?? token.offset) + source.length;
  const keeps = source.includes("+");
  const kept = keeps ? token.source.replace(/\r?\n$/, "") : token.source.trimEnd();
  const isEmpty = kept.trim() === "" && !keeps;
  return { signEnd, keeps, end: isEmpty ? signEnd : sourceEnd - token.source.length + kept.length };
}
