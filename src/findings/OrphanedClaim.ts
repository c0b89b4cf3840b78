import type { StatefulSetFacts } from "../explanation/statefulSetFacts.ts";
import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { count, named } from "./words.ts";

export const orphanedClaim = finding<
  {
    readonly namespace: string;
    readonly claims: readonly string[];
    /** What they hold in all, `30Gi`; empty where it is not known. */
    readonly capacity: string;
  },
  "StatefulSet"
>({
  meta: {
    code: "OrphanedClaim",
    severity: "info",
    kinds: ["StatefulSet"],
    title: "claims are left over from ordinals that are gone",
    explanation: `When a StatefulSet shrinks, the claims of the ordinals that go are kept, with \`whenScaled: Retain\`, which is the
default. When it grows that far again, the pods use them again as they are, with the data of then: for a database
that can be a surprise as well as a rescue. Until then their volumes cost money, and no pod mounts them.

It is not said of a StatefulSet with 0 replicas, which is how one is paused: then these claims are all its data;
nor of ordinals that a HorizontalPodAutoscaler may bring back.

Whether the data of a deleted claim is gone depends on the reclaim policy of its volume: with \`Delete\`, the usual
one, it is, and nothing brings it back.

Upstream: \`pkg/controller/statefulset/stateful_set_utils.go#getPersistentVolumeClaimName\`,
\`pkg/controller/statefulset/stateful_pod_control.go#createPersistentVolumeClaims\` (v1.36).`,
    example: {
      namespace: "data",
      claims: ["data-postgres-3", "data-postgres-4"],
      capacity: "20Gi",
    },
    message({ claims, capacity }) {
      const of = capacity === "" ? "" : ` of ${capacity} in all`;
      const are = claims.length === 1 ? "is" : "are";
      return `${count(claims.length, "claim")}${of} ${are} left over from ordinals that it does not have now: ${named(claims)}`;
    },
    help({ namespace, claims }) {
      return [
        "keep them if it may grow again: the pods find their data there. If nobody needs that data, delete them; with the reclaim policy `Delete` this destroys it for good:",
        `  kubectl -n ${namespace} delete pvc ${claims.join(" ")}`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { leftOver, leftOverCapacity } = facts.claims;
    if (facts.pods.desired === 0) return [];
    const comesBack = autoscaledOrdinals(facts);
    const claims = leftOver.filter(({ claim, terminating }) => {
      return terminating !== true && !comesBack(ordinalOf(claim));
    });
    if (claims.length === 0) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          claims: claims.map(({ claim }) => claim),
          // The sum is of all of them.
          capacity: claims.length === leftOver.length ? (leftOverCapacity ?? "") : "",
        },
        evidence: claims.map(({ claim, volume }) => {
          const ref = beside(subject, "v1", "PersistentVolumeClaim", claim);
          return evidence(ref, "/spec/volumeName", volume ?? null);
        }),
      },
    ];
  },
});

function autoscaledOrdinals({ references, identities }: StatefulSetFacts): (ordinal: number) => boolean {
  const most = Math.max(
    0,
    ...references.autoscalers
      .filter(({ namesSubject }) => namesSubject)
      .map(({ maxReplicas = 0 }) => maxReplicas),
  );
  const start = identities[0]?.ordinal ?? 0;
  return (ordinal) => ordinal >= start && ordinal < start + most;
}

function ordinalOf(claim: string): number {
  return Number(claim.slice(claim.lastIndexOf("-") + 1));
}
