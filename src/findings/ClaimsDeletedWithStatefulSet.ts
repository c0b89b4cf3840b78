import { droppedAt } from "./changed.ts";
import { deletesClaims } from "./deletesClaims.ts";
import { evidence } from "./evidence.ts";
import { retainClaims } from "./retainClaims.ts";
import { conversionFinding } from "./rule.ts";
import { named } from "./words.ts";

export const claimsDeletedWithStatefulSet = conversionFinding<{
  readonly statefulSet: string;
  readonly namespace: string;
  /** Its claims, as far as they could be read. */
  readonly claims: readonly string[];
  readonly applied: boolean;
}>({
  meta: {
    code: "ClaimsDeletedWithStatefulSet",
    severity: "error",
    kinds: ["Deployment", "DaemonSet"],
    title: "deleting the old StatefulSet deletes its claims with their data",
    explanation: `With \`persistentVolumeClaimRetentionPolicy.whenDeleted: Delete\` the StatefulSet owns its claims. To convert it is to
delete it in the end, and then the garbage collector deletes the claims of all its ordinals, also one that pods of
the new workload mount: that one is \`Terminating\` until the last of those pods goes, and gone then. With the reclaim
policy \`Delete\` of the volumes, the usual one, the data is destroyed.

Set to \`Retain\` first, the controller takes itself off the claims as an owner; look that it did before the
StatefulSet is deleted. The runbook has both as steps. It is harmless only if nothing in the claims is needed.

Upstream: \`pkg/controller/statefulset/stateful_set_utils.go#updateClaimOwnerRefForSetAndPod\`,
\`pkg/controller/garbagecollector/garbagecollector.go\` (v1.36).`,
    example: {
      statefulSet: "postgres",
      namespace: "data",
      claims: ["data-postgres-0", "data-postgres-1", "data-postgres-2"],
      applied: true,
    },
    message({ statefulSet, claims }) {
      const which = claims.length === 0 ? "its claims" : named(claims);
      return `\`whenDeleted: Delete\`: whoever deletes the old StatefulSet \`${statefulSet}\` deletes ${which} with all data`;
    },
    help(of) {
      return ["have the claims kept before anything else:", ...retainClaims(of, "whenDeleted")].join("\n");
    },
  },
  find(conversion) {
    const { subject, volumes } = conversion;
    const owned = volumes.filter(({ from }) => from === "ClaimTemplate");
    const isDeleted = deletesClaims(droppedAt(conversion, "spec.persistentVolumeClaimRetentionPolicy"));
    if (!isDeleted || owned.length === 0) return [];
    const claims = owned.flatMap((volume) => volume.claims.filter(({ exists }) => exists === true));
    return [
      {
        parameters: {
          statefulSet: subject.name,
          namespace: subject.namespace ?? "",
          claims: claims.map(({ claim }) => claim),
          applied: subject.uid !== undefined,
        },
        evidence: [evidence(subject, "/spec/persistentVolumeClaimRetentionPolicy/whenDeleted", "Delete")],
      },
    ];
  },
});
