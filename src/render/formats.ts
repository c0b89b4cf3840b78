/** What `-o` takes, in the order in which help names it. */
export const formats = ["table", "wide", "json", "yaml", "name"] as const;

export type Format = (typeof formats)[number];

export function isFormat(text: string): text is Format {
  return (formats as readonly string[]).includes(text);
}
