/** What `-o` of a conversion takes, in the order in which help names it. */
export const conversionFormats = ["diff", "side-by-side", "yaml", "json", "runbook"] as const;

export type ConversionFormat = (typeof conversionFormats)[number];

export function isConversionFormat(text: string): text is ConversionFormat {
  return (conversionFormats as readonly string[]).includes(text);
}
