import type { ConversionReference } from "../explanation/conversionReference.ts";
import type { JudgedConversion } from "./rule.ts";

/** What names the old kind, and means nothing once that is another. */
export function kindReferences({
  references = [],
}: Pick<JudgedConversion, "references">): readonly ConversionReference[] {
  return references.filter(({ by, holds }) => by === "Kind" && !holds);
}
