import type { ConversionReference } from "../../explanation/conversionReference.ts";
import type { ObjectRef } from "../../kube/objectRef.ts";
import type { LabelSelector } from "../../kube/objects.ts";
import type { Converting } from "./converting.ts";
import { replacePatch } from "./patch.ts";
import { selectionOf } from "./selection.ts";

/** A selector where it stands, and what it means there that it finds pods and that it does not. */
export interface Place {
  readonly ref: ObjectRef;
  /** JSON Pointer to the selector. */
  readonly path: string;
  readonly selector: LabelSelector | undefined;
  /** As it is written there: a Service has a map. */
  readonly value: unknown;
  readonly written?: (selector: LabelSelector) => unknown;
  readonly found: string;
  readonly lost: string;
}

/** What becomes of a selector that finds the old pods; undefined for one that does not. */
export function selected(place: Place, converting: Converting): ConversionReference | undefined {
  const { ref, path, selector, value, written = (own) => own, found, lost } = place;
  const selection = selectionOf(selector, converting);
  if (selection === undefined) return undefined;
  const { by, holds, unmet, instead } = selection;
  return {
    ref,
    path,
    value,
    by,
    holds,
    effect: holds ? found : `selects \`${unmet}\`, which no pod of a ${converting.to.kind} has: ${lost}`,
    ...(instead && {
      patch: replacePatch(converting, ref, path, written(instead)),
      unpatch: replacePatch(converting, ref, path, value),
    }),
  };
}
