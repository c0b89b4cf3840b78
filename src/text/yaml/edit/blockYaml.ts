import { escapeInJson } from "../../printable.ts";
import { toYaml } from "../toYaml.ts";
import type { Indentation } from "./indentation.ts";

/** How a value is written: what stands beside its key or dash, if anything, and the lines below, set in. */
export interface Written {
  readonly first?: string;
  readonly below: readonly string[];
}

/** A map or list that is not empty. */
export type Collection = readonly unknown[] | { readonly [key: string]: unknown };

/** What has members is written as lines of its own. */
export function isFilled(value: unknown): value is Collection {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/**
 * The members of a map or list as lines. Scalars are `toYaml`'s; only how far lines are set in is the file's.
 * @param column of the keys or dashes
 */
function membersYaml(value: Collection, column: number, style: Indentation): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => itemYaml(item, column, style));
  return Object.entries(value).flatMap(([key, of]) => entryYaml(key, of, column, style));
}

/** A key and its value as lines. */
export function entryYaml(
  key: string,
  value: unknown,
  column: number,
  style: Indentation,
): readonly string[] {
  const { first, below } = valueYaml(value, column, style);
  return [`${" ".repeat(column)}${scalar(key)}:${first === undefined ? "" : ` ${first}`}`, ...below];
}

/** A dash and its item as lines. */
export function itemYaml(value: unknown, column: number, style: Indentation): readonly string[] {
  const { first = "", below } = besideDash(value, column, style);
  return [`${" ".repeat(column)}-${" ".repeat(isFilled(value) ? style.item - 1 : 1)}${first}`, ...below];
}

/** @param column of the key */
export function valueYaml(value: unknown, column: number, style: Indentation): Written {
  if (!isFilled(value)) return scalarYaml(value, column + style.map, style);
  return { below: membersYaml(value, column + (Array.isArray(value) ? style.list : style.map), style) };
}

/** @param column of the dash, which the first line of a map or list has beside it */
export function besideDash(value: unknown, column: number, style: Indentation): Written {
  if (!isFilled(value)) return scalarYaml(value, column + style.item, style);
  const [first = "", ...below] = membersYaml(value, column + style.item, style);
  return { first: first.trimStart(), below };
}

/** @param column of the lines of a text that has several */
function scalarYaml(value: unknown, column: number, { textsQuoted }: Indentation): Written {
  if (textsQuoted === true && typeof value === "string" && value.includes("\n")) {
    return { first: escapeInJson(JSON.stringify(value.toWellFormed())), below: [] };
  }
  const [first = "", ...lines] = scalar(value).split("\n");
  const below = lines.map((line) => (line === "" ? "" : " ".repeat(column) + line.slice(usualDepth)));
  return { first, below };
}

/** What `toYaml` sets a text in. */
const usualDepth = 2;

function scalar(value: unknown): string {
  return toYaml(value).slice(0, -1);
}
