import type { Conversion } from "../../explanation/conversion.ts";
import { printableLines } from "../../text/printable.ts";
import { colouredDiff, sideBySide } from "../diffLines.ts";
import { renderJson } from "../json.ts";
import type { RenderStyle } from "../style.ts";
import type { ConversionFormat } from "./formats.ts";
import { conversionHead } from "./head.ts";
import { renderRunbook } from "./runbook.ts";

/**
 * One conversion in, the whole text out. `yaml` is what `kubectl apply -f -` takes: on the way there nothing of it is
 * changed; only a terminal is spared what could play tricks on it.
 */
export const conversionRenderers: {
  readonly [Name in ConversionFormat]: (conversion: Conversion, style: RenderStyle) => string;
} = {
  diff: (conversion, style) =>
    joined(conversionHead(conversion, style), colouredDiff(conversion.diff, style)),
  "side-by-side": (conversion, style) =>
    joined(
      conversionHead(conversion, style),
      sideBySide(conversion.before.text, conversion.after.text, style),
    ),
  yaml: ({ manifest }, { width }) => (Number.isFinite(width) ? printableLines(manifest) : manifest),
  json: (conversion) => renderJson(conversion),
  runbook: renderRunbook,
};

function joined(head: string, diff: string): string {
  return diff === "" ? head : `${head}\n${diff}`;
}
