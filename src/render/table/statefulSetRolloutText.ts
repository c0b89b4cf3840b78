import type { StatefulSetFacts } from "../../explanation/statefulSetFacts.ts";
import { count } from "./names.ts";

/** Where the update stands, and how it goes about it. */
export function statefulSetRolloutText(
  { rollout, pods, identities }: StatefulSetFacts,
  planned: boolean,
): string {
  const how = strategyText(rollout, identities[0]?.ordinal ?? 0);
  if (planned) return how;
  // The status counts pods that are to be deleted as well, so it may have more of them than are wanted.
  if (pods.updated !== undefined && pods.updated > pods.desired) return how;
  const stand = `${rollout.updated} of ${count(rollout.toUpdate, "pod")} updated`;
  return {
    Complete: `complete: ${how}`,
    Partitioned: `complete as far as the partition allows: ${how}`,
    Progressing: pods.updated === undefined ? how : `${stand}: ${how}`,
    WaitsForDeletion: `${stand}: ${how}`,
    NotObserved: `the controller has not seen the latest change yet; ${how}`,
    Unknown: how,
  }[rollout.phase];
}

function strategyText(rollout: StatefulSetFacts["rollout"], start: number): string {
  const { strategy, partition = 0, maxUnavailableSpec, minReadySeconds, podManagementPolicy } = rollout;
  const ready = minReadySeconds > 0 ? `; a pod counts ${minReadySeconds} s after it is ready` : "";
  const parallel =
    podManagementPolicy === "Parallel" ? "; Parallel, pods are created and deleted all at once" : "";
  if (strategy === "OnDelete")
    return `OnDelete, a pod is replaced only when somebody deletes it${ready}${parallel}`;
  const pace =
    maxUnavailableSpec === undefined ? "one pod at a time" : `maxUnavailable ${maxUnavailableSpec}`;
  const from = partition === 0 ? "" : `, only ordinals from ${start + partition} on (partition ${partition})`;
  return `RollingUpdate, ${pace} from the highest ordinal down${from}${ready}${parallel}`;
}
