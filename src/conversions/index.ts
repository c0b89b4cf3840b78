import type { SourceKind, TargetKind } from "../explanation/conversion.ts";
import { daemonSetToDeployment } from "./daemonset-to-deployment.ts";
import { daemonSetToStatefulSet } from "./daemonset-to-statefulset.ts";
import { deploymentToDaemonSet } from "./deployment-to-daemonset.ts";
import { deploymentToStatefulSet } from "./deployment-to-statefulset.ts";
import type { Row } from "./draft.ts";
import { headOf, type Pair } from "./pair.ts";
import { onlyFieldsOf } from "./rows/onlyFieldsOf.ts";
import { replicasKept } from "./rows/replicas.ts";
import { deadlineAboveMinReady } from "./rows/updates.ts";
import { volumesFor } from "./rows/volumes.ts";
import { podAsDeployment } from "./sources/pod.ts";
import { replicaSetAsDeployment } from "./sources/replicaSet.ts";
import { replicationControllerAsDeployment } from "./sources/replicationController.ts";
import { statefulSetToDaemonSet } from "./statefulset-to-daemonset.ts";
import { statefulSetToDeployment } from "./statefulset-to-deployment.ts";

/** Every ordered pair, in the order of its name. */
export const pairs: readonly Pair[] = [
  daemonSetToDeployment,
  daemonSetToStatefulSet,
  deploymentToDaemonSet,
  deploymentToStatefulSet,
  statefulSetToDaemonSet,
  statefulSetToDeployment,
];

/** The kinds that are no target: each is first taken for the Deployment that would run the same pods. */
const asDeployment: { readonly [kind: string]: Row } = {
  Pod: podAsDeployment,
  ReplicaSet: replicaSetAsDeployment,
  ReplicationController: replicationControllerAsDeployment,
};

/** The rows that make one kind of another, in their order. */
export function rowsOf(from: SourceKind, to: TargetKind): readonly Row[] {
  const first = asDeployment[from];
  const start = first === undefined ? from : "Deployment";
  const found = pairs.find((each) => each.from === start && each.to === to);
  // A workload that stays of its kind is what somebody would have written: to keep, and to go back with.
  if (first === undefined) return found?.rows ?? headOf(to);
  const own = [...headOf(to), replicasKept, volumesFor(to), deadlineAboveMinReady, onlyFieldsOf(to)];
  return [first, ...(found?.rows ?? own)];
}
