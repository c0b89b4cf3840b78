import type { ConvertedClaim, ConvertedVolume } from "../../explanation/convertedVolume.ts";

/** What has the claims of a StatefulSet deleted: that it is deleted, or that it is scaled down. */
export type DeletingPolicy = "whenDeleted" | "whenScaled";

/**
 * What becomes of the data of a volume.
 * @param goes what has the claims of the old StatefulSet deleted; empty where they stay
 */
export function volumeSentence(
  { from, verdict, claims, path }: Pick<ConvertedVolume, "from" | "verdict" | "claims" | "path">,
  goes: readonly DeletingPolicy[] = [],
): string {
  const mounted = claims.filter(({ use }) => use === "Mounted");
  const left = leftBehind(claims, goes);
  switch (verdict) {
    case "Shared": {
      const [claim] = mounted;
      const whose = claim?.ordinal === undefined ? "" : `, which was ordinal ${claim.ordinal}'s`;
      const asNow = from === "Claim" ? ", as now" : "";
      return `all pods mount the claim \`${claim?.claim}\`${whose}${asNow}${left}`;
    }
    case "PerPod": {
      const there = mounted.filter(({ exists }) => exists === true);
      const used =
        there.length === 0
          ? ""
          : `; ${names(there)} ${there.length === 1 ? "exists" : "exist"} and ${there.length === 1 ? "is" : "are"} used with what is in ${there.length === 1 ? "it" : "them"}`;
      const empty = there.length < mounted.length && from !== "ClaimTemplate" ? ", new and empty" : "";
      return `each pod has a claim of its own, ${names(mounted)}${empty}${used}${left}`;
    }
    case "Empty":
      return `each pod starts with an empty volume, which goes with it${left}`;
    case "PerNode":
      return `each pod gets what lies in \`${path}\` on its node${left}`;
    case "Kept":
      return from === "EmptyDir" || from === "Ephemeral"
        ? "as before: each pod starts with an empty volume, which goes with it"
        : "as before";
  }
}

function leftBehind(claims: readonly ConvertedClaim[], goes: readonly DeletingPolicy[]): string {
  const left = claims.filter(({ use, exists }) => use === "LeftBehind" && exists !== false);
  if (left.length === 0) return "";
  const it = left.length === 1;
  if (goes.length > 0) {
    const policies = `whose ${goes.join(" and ")} ${goes.length > 1 ? "are" : "is"} Delete`;
    return `; ${names(left)} and ${it ? "its" : "their"} data ${it ? "is" : "are"} deleted ${whenGone(goes)}, ${policies}`;
  }
  return `; ${names(left)} ${it ? "stays" : "stay"} with ${it ? "its" : "their"} data, and no pod mounts ${it ? "it" : "them"}`;
}

function whenGone(goes: readonly DeletingPolicy[]): string {
  if (goes.length > 1) return "when somebody deletes the old StatefulSet or scales it down";
  return goes[0] === "whenDeleted"
    ? "with the old StatefulSet"
    : "when somebody scales down the old StatefulSet";
}

/** All of them, or the first and the last of many. */
function names(claims: readonly ConvertedClaim[]): string {
  const quoted = claims.map(({ claim }) => `\`${claim}\``);
  if (quoted.length <= 3) return quoted.join(quoted.length === 2 ? " and " : ", ") || "none";
  return `${quoted[0]} … ${quoted.at(-1)} (${quoted.length})`;
}
