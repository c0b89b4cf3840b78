/** How to have claims kept: as YAML while the StatefulSet is a manifest only, as a command once it is applied. */
export function retainClaims(
  {
    statefulSet,
    namespace,
    applied,
  }: { readonly statefulSet: string; readonly namespace: string; readonly applied: boolean },
  ...policies: readonly ("whenDeleted" | "whenScaled")[]
): readonly string[] {
  if (!applied) {
    return [
      "  spec:",
      "    persistentVolumeClaimRetentionPolicy:",
      ...policies.map((when) => `      ${when}: Retain`),
    ];
  }
  const retained = Object.fromEntries(policies.map((when) => [when, "Retain"]));
  const patch = { spec: { persistentVolumeClaimRetentionPolicy: retained } };
  return [
    `  kubectl -n ${namespace} patch statefulset ${statefulSet} --type=merge \\`,
    `    -p '${JSON.stringify(patch)}'`,
  ];
}
