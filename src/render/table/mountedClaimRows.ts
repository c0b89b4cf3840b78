import type { MountedClaim } from "../../explanation/mountedClaim.ts";
import type { LabelledRow } from "./labelledRows.ts";

/** A row for each claim that all pods of the workload share. */
export function mountedClaimRows(claims: readonly MountedClaim[]): readonly LabelledRow[] {
  return claims.map((claim): LabelledRow => ["CLAIM", claimText(claim)]);
}

/** `grafana-data at volume data, 10Gi, ReadWriteOnce: one node at a time, csi ebs.csi.aws.com` */
function claimText(claim: MountedClaim): string {
  const {
    volume,
    claim: name,
    exists,
    phase,
    capacity,
    accessModes,
    accessModesFrom,
    driver,
    readOnly,
  } = claim;
  const where = `${name} at volume ${volume}${readOnly ? ", read-only" : ""}`;
  if (exists === undefined) return `${where}; whether it exists is not known`;
  if (!exists) return `${where}: it does not exist, so no pod can start`;
  if (phase !== undefined && phase !== "Bound") return `${where}: it is ${phase}, so no pod can start`;
  const of = accessModesFrom === "PersistentVolume" ? "" : ", as the claim says";
  const modes = accessModes.length === 0 ? [] : [`${accessModes.join(", ")}${of}${limitText(claim)}`];
  return [
    where,
    ...(capacity === undefined ? [] : [capacity]),
    ...modes,
    ...(driver === undefined ? [] : [driver]),
  ].join(", ");
}

function limitText({ accessModes, attaches, onlyOnNode }: MountedClaim): string {
  const only = (mode: string) => accessModes.every((each) => each === mode);
  if (onlyOnNode !== undefined) return ` (on node ${onlyOnNode} alone)`;
  if (only("ReadWriteOncePod")) return " (one pod at a time)";
  if (only("ReadWriteOnce"))
    return attaches === false ? " (which this kind of volume does not enforce)" : " (one node at a time)";
  return "";
}
