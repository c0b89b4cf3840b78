/** More claims than these no command names one by one. */
export const mostNamed = 10;

/**
 * A command for the claims of a volume; of more than ten the one that lists those of all ordinals, to choose from,
 * since a line with a thousand names helps nobody.
 */
export function claimCommand(
  verb: "delete" | "describe",
  {
    namespace,
    volume,
    statefulSet,
    claims,
  }: {
    readonly namespace: string;
    readonly volume: string;
    readonly statefulSet: string;
    readonly claims: readonly string[];
  },
): string {
  const kubectl = `  kubectl -n ${namespace}`;
  return claims.length > mostNamed
    ? `${kubectl} get pvc -o name | grep '/${volume}-${statefulSet}-[0-9]*$'`
    : `${kubectl} ${verb} pvc ${claims.join(" ")}`;
}
