import { toYaml } from "../toYaml.ts";

/**
 * A text in the quotes that the old value had, so that `"1.25"` becomes `"1.26"`; undefined where it had none, or
 * where they are no good for what is in it.
 */
export function quotedAlike(before: string, after: unknown): string | undefined {
  if (typeof after !== "string" || after.includes("\n")) return undefined;
  const usual = toYaml(after).slice(0, -1);
  if (before.startsWith('"')) return usual.startsWith('"') ? usual : JSON.stringify(after);
  // What `toYaml` writes with escapes cannot be said in single quotes.
  if (!before.startsWith("'") || (usual.startsWith('"') && usual !== `"${after}"`)) return undefined;
  return `'${after.replaceAll("'", "''")}'`;
}
