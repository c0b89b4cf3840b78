import { pair } from "./pair.ts";
import { withoutOrdinals } from "./rows/ordinals.ts";
import { replicasToNodes } from "./rows/replicas.ts";
import { noNegativeHistory, withoutPartition } from "./rows/updates.ts";
import { volumesFor } from "./rows/volumes.ts";

export const statefulSetToDaemonSet = pair("StatefulSet", "DaemonSet", [
  // The claims of the ordinals follow from the replicas, so the volumes come first.
  volumesFor("DaemonSet"),
  replicasToNodes,
  ...withoutOrdinals,
  withoutPartition,
  noNegativeHistory,
]);
