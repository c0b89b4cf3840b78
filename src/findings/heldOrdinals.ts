import type { Evidence } from "../explanation/finding.ts";
import type { OrdinalHoldUp, StatefulIdentity } from "../explanation/statefulSetFacts.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { beside, evidence } from "./evidence.ts";
import { listOf, ordinalList } from "./words.ts";

/** Ordinals that wait for another one, as parameters of a finding. */
export type HeldOrdinals = {
  readonly creation: readonly string[];
  readonly deletion: readonly string[];
  readonly update: readonly string[];
};

export function heldOrdinals({ ordinal, creation, deletion, update }: OrdinalHoldUp): HeldOrdinals {
  const others = (ordinals: readonly number[]) =>
    ordinals
      .filter((each) => each !== ordinal)
      .toSorted((a, b) => a - b)
      .map((each) => `${each}`);
  return { creation: others(creation), deletion: others(deletion), update: others(update) };
}

/** `ordinal 2 is not created and ordinals 0 and 1 are not updated`; empty when no other waits. */
export function heldClause({ creation, deletion, update }: HeldOrdinals): string {
  const held = [
    { ordinals: creation, what: "created" },
    { ordinals: deletion, what: "deleted" },
    { ordinals: update, what: "updated" },
  ];
  return listOf(
    held
      .filter(({ ordinals }) => ordinals.length > 0)
      .map(({ ordinals, what }) => {
        return `${ordinalList(ordinals)} ${ordinals.length === 1 ? "is" : "are"} not ${what}`;
      }),
  );
}

/** What shows that the pod is not as it should be. */
export function podTrouble(subject: ObjectRef, { pod, state, node }: StatefulIdentity): readonly Evidence[] {
  const ref = beside(subject, "v1", "Pod", pod);
  switch (state) {
    case "Missing":
    case "Unknown":
      return [];
    case "NotReady":
      return [evidence(ref, "/status/conditions", [{ type: "Ready", status: "False" }])];
    case "Pending":
    case "Failed":
    case "Succeeded":
      return [evidence(ref, "/status/phase", state)];
    case "Ready":
    case "Terminating":
      return node === undefined ? [] : [evidence(ref, "/spec/nodeName", node)];
  }
}
