import { escapeInJson } from "../../printable.ts";
import { toYaml } from "../toYaml.ts";

/** How somebody writes within brackets. */
export interface FlowStyle {
  /** Every key and text in double quotes, as JSON has it. */
  readonly quoted: boolean;
  /** What JSON is set in by that has its members on lines of their own; undefined where all is on one line. */
  readonly unit?: string;
}

/**
 * A value within brackets.
 * @param indent what is before the line that it is on
 */
export function flowYaml(value: unknown, style: FlowStyle, indent = ""): string {
  if (style.unit !== undefined) {
    return escapeInJson(JSON.stringify(value, undefined, style.unit)).replaceAll("\n", `\n${indent}`);
  }
  if (Array.isArray(value)) return `[${value.map((item) => flowYaml(item, style)).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, of]) => flowEntry(key, of, style))
      .join(", ")}}`;
  }
  if (typeof value !== "string") return JSON.stringify(value) ?? "null";
  const isPlain = !style.quoted && /^[\w./=-]+$/.test(value) && toYaml(value) === `${value}\n`;
  return isPlain ? value : escapeInJson(JSON.stringify(value.toWellFormed()));
}

/** A key and its value within brackets. */
export function flowEntry(key: string, value: unknown, style: FlowStyle, indent = ""): string {
  return `${flowYaml(key, style)}: ${flowYaml(value, style, indent)}`;
}
