import { droppedAt } from "./changed.ts";
import { type DeletingPolicy, deletingPolicies } from "./deletingPolicies.ts";
import { evidence } from "./evidence.ts";
import { retainClaims } from "./retainClaims.ts";
import { conversionFinding } from "./rule.ts";
import { listOf, named } from "./words.ts";

export const claimsDeletedWithStatefulSet = conversionFinding<{
  readonly statefulSet: string;
  readonly namespace: string;
  /** Its claims, as far as they could be read. */
  readonly claims: readonly string[];
  /** Which of the two has them deleted. */
  readonly policies: readonly DeletingPolicy[];
  readonly applied: boolean;
}>({
  meta: {
    code: "ClaimsDeletedWithStatefulSet",
    severity: "error",
    kinds: ["Deployment", "DaemonSet"],
    title: "deleting or scaling down the old StatefulSet deletes its claims",
    explanation: `With \`persistentVolumeClaimRetentionPolicy.whenDeleted: Delete\` the StatefulSet owns its claims. To convert it is to
delete it in the end, and then the garbage collector deletes the claims of all its ordinals, also one that pods of
the new workload mount: that one is \`Terminating\` until the last of those pods goes, and gone then. With the reclaim
policy \`Delete\` of the volumes, the usual one, the data is destroyed.

With \`whenScaled: Delete\` it takes less: scaled to 0, as somebody does who wants the old pods gone first, the
StatefulSet has each of its pods own its claims, and they go with the pods.

Set to \`Retain\` first, the controller takes itself off the claims as an owner; look that it did before the
StatefulSet is deleted. The runbook has both as steps. It is harmless only if nothing in the claims is needed.

Upstream: \`pkg/controller/statefulset/stateful_set_utils.go#updateClaimOwnerRefForSetAndPod\`,
\`pkg/controller/garbagecollector/garbagecollector.go\` (v1.36).`,
    example: {
      statefulSet: "postgres",
      namespace: "data",
      claims: ["data-postgres-0", "data-postgres-1", "data-postgres-2"],
      policies: ["whenDeleted"],
      applied: true,
    },
    message({ statefulSet, claims, policies }) {
      const which = claims.length === 0 ? "its claims" : named(claims);
      const acts = policies.map((policy) => (policy === "whenDeleted" ? "deletes" : "scales down"));
      return `${named(policies.map((policy) => `${policy}: Delete`))}: whoever ${listOf(acts).replace(" and ", " or ")} the old StatefulSet \`${statefulSet}\` deletes ${which} with all data`;
    },
    help(of) {
      return ["have the claims kept before anything else:", ...retainClaims(of, ...of.policies)].join("\n");
    },
  },
  find(conversion) {
    const { subject, volumes } = conversion;
    const owned = volumes.filter(({ from }) => from === "ClaimTemplate");
    const policies = deletingPolicies(droppedAt(conversion, "spec.persistentVolumeClaimRetentionPolicy"));
    if (policies.length === 0 || owned.length === 0) return [];
    const known = owned.flatMap((volume) => volume.claims);
    if (known.length > 0 && known.every(({ exists }) => exists === false)) return [];
    const claims = known.filter(({ exists }) => exists === true);
    return [
      {
        parameters: {
          statefulSet: subject.name,
          namespace: subject.namespace ?? "",
          claims: claims.map(({ claim }) => claim),
          policies,
          applied: subject.uid !== undefined,
        },
        evidence: policies.map((policy) =>
          evidence(subject, `/spec/persistentVolumeClaimRetentionPolicy/${policy}`, "Delete"),
        ),
      },
    ];
  },
});
