import type { StatefulIdentity } from "../../explanation/statefulSetFacts.ts";
import { whyNotDone } from "./holdUp.ts";

const said = 2;

/** `db-1: container postgres: CrashLoopBackOff; db-2: it is terminating`, and how many more there are. */
export function troubleClause(identities: readonly StatefulIdentity[]): string {
  const troubled = identities.filter(({ state, available }) => state !== "Ready" || !available);
  const parts = troubled.slice(0, said).map((identity) => `${identity.pod}: ${whyNotDone(identity)}`);
  const more = troubled.length - parts.length;
  return [...parts, ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

const named = 6;

/**
 * `ordinal 2`, `ordinals 2 and 3`, `ordinals 2 to 9`, and `12 ordinals between 2 and 40` where naming them all
 * would bury the sentence; which way they are sorted does not matter.
 */
export function ordinalList(ordinals: readonly number[]): string {
  const sorted = [...ordinals].sort((a, b) => a - b);
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  if (sorted.length === 1) return `ordinal ${first}`;
  if (sorted.length > 2 && last - first === sorted.length - 1) return `ordinals ${first} to ${last}`;
  if (sorted.length > named) return `${sorted.length} ordinals between ${first} and ${last}`;
  return `ordinals ${sorted.slice(0, -1).join(", ")} and ${last}`;
}
