import type { StatefulSetFacts } from "../explanation/statefulSetFacts.ts";

/** The names of the volumeClaimTemplates, also of a StatefulSet without replicas, which has no identities. */
export function claimTemplates({ identities, claims }: StatefulSetFacts): readonly string[] {
  return [
    ...new Set([
      ...identities.flatMap((identity) => identity.claims.map(({ template }) => template)),
      ...claims.storageClasses.flatMap(({ templates }) => templates),
    ]),
  ];
}
