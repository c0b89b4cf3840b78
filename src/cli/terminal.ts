import type { RenderStyle } from "../render/style.ts";
import type { Io } from "./io.ts";

export const colors = ["auto", "always", "never"] as const;

export type ColorWhen = (typeof colors)[number];

/**
 * How to write for where the output goes. Colour only on a terminal that is not dumb and without NO_COLOR, whose
 * mere presence turns it off; `--color` decides over all that.
 */
export function renderStyle(io: Io, color: ColorWhen, wide: boolean): RenderStyle {
  const terminal = io.stdout.isTTY === true;
  const auto = terminal && io.env["TERM"] !== "dumb" && io.env["NO_COLOR"] === undefined;
  return {
    color: color === "always" || (color === "auto" && auto),
    width: terminal ? (io.stdout.columns ?? 80) : Number.POSITIVE_INFINITY,
    wide,
    unicode: showsUnicode(io.env),
  };
}

/** Only a locale that says otherwise is taken at its word: many containers set none and show UTF-8 all the same. */
function showsUnicode(env: Io["env"]): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return locale === "" || /utf-?8/i.test(locale);
}
