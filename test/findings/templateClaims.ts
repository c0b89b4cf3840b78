import type {
  StatefulClaim,
  StatefulSetFacts,
  StorageClassFacts,
} from "../../src/explanation/statefulSetFacts.ts";
import { postgres, postgresIdentity } from "./healthy.ts";

/** The claim of an ordinal of data/postgres, bound, and as its template would make it. */
export function claim(ordinal: number, change: Partial<StatefulClaim> = {}): StatefulClaim {
  return {
    template: "data",
    claim: `data-postgres-${ordinal}`,
    exists: true,
    phase: "Bound",
    capacity: "10Gi",
    requested: "10Gi",
    claimRequested: "10Gi",
    storageClass: "fast",
    volume: `pvc-${ordinal}`,
    drift: [],
    ...change,
  };
}

/** One that has no volume yet. */
export function pendingClaim(ordinal: number, change: Partial<StatefulClaim> = {}): StatefulClaim {
  const { capacity: _, volume: __, ...unbound } = claim(ordinal);
  return { ...unbound, phase: "Pending", ...change };
}

/**
 * StatefulSet data/postgres with an ordinal for each claim.
 * @param storageClass what is known of the StorageClass `fast`
 */
export function withClaims(
  claims: readonly StatefulClaim[],
  storageClass: Partial<StorageClassFacts> = { exists: true },
  change: Partial<StatefulSetFacts["claims"]> = {},
) {
  return postgres((facts) => ({
    identities: claims.map((each, ordinal) => postgresIdentity(ordinal, { claims: [each] })),
    claims: {
      ...facts.claims,
      storageClasses: [{ name: "fast", templates: ["data"], ...storageClass }],
      ...change,
    },
  }));
}
