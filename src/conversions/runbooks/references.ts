import { type ConversionReference, scalesReplicas } from "../../explanation/conversionReference.ts";
import type { Scene } from "./scene.ts";

/** What names the old kind or its pods and does not go on working, where a command mends it. */
export function movable({
  conversion,
}: Scene): readonly (ConversionReference & { readonly patch: string })[] {
  return (conversion.references ?? []).flatMap((reference) =>
    reference.holds || reference.patch === undefined ? [] : [{ ...reference, patch: reference.patch }],
  );
}

/** What no command mends: it is said before anybody starts. */
export function unmended({ conversion }: Scene): readonly ConversionReference[] {
  return (conversion.references ?? []).filter(({ holds, patch }) => !holds && patch === undefined);
}

/** Those of a kind that find the pods of both, as long as both are there. */
export function findingBoth({ conversion }: Scene, kind: string): readonly string[] {
  const found = (conversion.references ?? []).filter(({ by, ref }) => by === "Labels" && ref.kind === kind);
  return [...new Set(found.map(({ ref }) => ref.name))];
}

export function scales({ by, ref }: ConversionReference): boolean {
  return by === "Kind" && scalesReplicas(ref);
}
