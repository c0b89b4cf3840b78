import type { RenderStyle } from "../render/style.ts";
import { didYouMean } from "../text/didYouMean.ts";
import type { Flags } from "./flags.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usageError.ts";

const colors = ["auto", "always", "never"] as const;

export type ColorWhen = (typeof colors)[number];

export const colorFlag: Flags[string] = {
  type: "string",
  value: "when",
  shownDefault: "auto",
  describe: `When to use colour, one of ${colors.join(", ")}; auto: on a terminal, unless NO_COLOR is set`,
  completes: { values: colors },
};

/**
 * `--color`, which says auto where it is not given.
 * @throws UsageError for anything but the three
 */
export function colorOf(argv: { readonly [flag: string]: unknown }): ColorWhen {
  const color = (argv["color"] as ColorWhen | undefined) ?? "auto";
  if (colors.includes(color)) return color;
  throw new UsageError(
    `invalid argument "${color}" for "--color" flag: must be one of ${colors.join(", ")}${didYouMean(color, colors)}`,
  );
}

/** For terminals that do not tell theirs: a pseudo-terminal without a size says 0. */
const unknownWidth = 80;

/**
 * How to write for where the output goes. Colour only on a terminal that is not dumb and without NO_COLOR, whose
 * mere presence turns it off; `--color` decides over all that.
 */
export function renderStyle(io: Io, color: ColorWhen, wide: boolean): RenderStyle {
  const terminal = io.stdout.isTTY === true;
  const auto = terminal && io.env["TERM"] !== "dumb" && io.env["NO_COLOR"] === undefined;
  return {
    color: color === "always" || (color === "auto" && auto),
    width: terminal ? io.stdout.columns || unknownWidth : Number.POSITIVE_INFINITY,
    wide,
    unicode: showsUnicode(io.env),
  };
}

/** Only a locale that says otherwise is taken at its word: many containers set none and show UTF-8 all the same. */
function showsUnicode(env: Io["env"]): boolean {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  return locale === "" || /utf-?8/i.test(locale);
}
