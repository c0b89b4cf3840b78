import { droppedAt } from "./changed.ts";
import { claimCommand, mostNamed } from "./claimCommand.ts";
import { deletingPolicies } from "./deletingPolicies.ts";
import { beside, evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";
import { count, named } from "./words.ts";

export const dataLeftBehind = conversionFinding<{
  readonly namespace: string;
  readonly volume: string;
  /** The old workload, after which the claims of ordinals are called. */
  readonly workload: string;
  readonly claims: readonly string[];
  /** Of each of them, `10Gi`; empty where it is not known or not the same. */
  readonly capacity: string;
  /** The command that prints how to move the volume instead; empty when it is not to be moved. */
  readonly move: string;
}>({
  meta: {
    code: "DataLeftBehind",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "claims stay with their data, and no pod mounts them",
    explanation: `A claim belongs to no workload, unless a StatefulSet was told to delete it. When the pods of the new workload do not
mount it, it stays bound with all that is in it: the new pods start without that data, and the volume goes on
costing as before. Nobody reminds of it later, since nothing names the claim any more. Going back finds the data as
it was left, without what was written since.

Claims of ordinals that had been scaled away before are among them, since they too are found again only by a
StatefulSet of this name.

It is harmless where the data can be had again, as a cache. What is not needed has to be deleted by a person; with
the reclaim policy \`Delete\`, the usual one, that destroys it for good.

Upstream: \`pkg/controller/statefulset/stateful_set_utils.go#getPersistentVolumeClaimName\` for who finds them again,
\`pkg/controller/volume/persistentvolume/pv_controller.go#reclaimVolume\` (v1.36).`,
    example: {
      namespace: "data",
      volume: "data",
      workload: "postgres",
      claims: ["data-postgres-1", "data-postgres-2"],
      capacity: "10Gi",
      move: "",
    },
    message({ volume, claims, capacity }) {
      const each = capacity === "" ? "" : ` of ${capacity}${claims.length === 1 ? "" : " each"}`;
      const one = claims.length === 1;
      return `${count(claims.length, "claim")}${each} of the volume \`${volume}\` ${one ? "stays with its" : "stay with their"} data, and no pod mounts ${one ? "it" : "them"} any more: ${named(claims)}`;
    },
    help({ workload, move, ...of }) {
      const instead =
        move === "" ? [] : ["to have the data in the new workload, move the volume; how is in:", `  ${move}`];
      return [
        ...instead,
        of.claims.length > mostNamed
          ? "copy out what is needed before the old pods go; once nobody needs it or wants to go back, delete it; those of all ordinals are:"
          : "copy out what is needed before the old pods go; once nobody needs it or wants to go back, delete it:",
        claimCommand("delete", { ...of, statefulSet: workload }),
      ].join("\n");
    },
  },
  find(conversion) {
    const { subject, volumes, runbooks, command } = conversion;
    // Then they do not stay: see ClaimsDeletedWithStatefulSet.
    if (deletingPolicies(droppedAt(conversion, "spec.persistentVolumeClaimRetentionPolicy")).length > 0)
      return [];
    const canMove = runbooks.some(({ way }) => way === "AdoptVolume");
    return volumes.flatMap(({ name, to, claims }) => {
      const left = claims.filter(({ use, exists }) => use === "LeftBehind" && exists === true);
      if (left.length === 0) return [];
      const [capacity = "", ...others] = new Set(left.map((claim) => claim.capacity));
      return {
        parameters: {
          namespace: subject.namespace ?? "",
          volume: name,
          workload: subject.name,
          claims: left.map(({ claim }) => claim),
          capacity: others.length === 0 ? capacity : "",
          move: canMove && to === "ClaimTemplate" ? `${command} -o runbook` : "",
        },
        evidence: left.map(({ claim, persistentVolume }) => {
          const ref = beside(subject, "v1", "PersistentVolumeClaim", claim);
          return evidence(ref, "/spec/volumeName", persistentVolume ?? null);
        }),
      };
    });
  },
});
