/**
 * The few words that nodes and DaemonSets are made of. Few, so that they meet: with many keys nearly every
 * toleration would be for a taint that no node has.
 */
export const taintKeys = [
  "gpu",
  "spot",
  "maintenance",
  "team",
  "node-role.kubernetes.io/control-plane",
] as const;
export const taintValues = ["true", "batch", ""] as const;
export const taintEffects = ["NoSchedule", "NoSchedule", "NoExecute", "PreferNoSchedule"] as const;

/** Labels by key with the values that nodes have; a node may also lack any of them. */
export const labels = {
  disk: ["ssd", "hdd", ""],
  pool: ["blue", "green", "1"],
  "node-role.kubernetes.io/worker": [""],
  "topology.kubernetes.io/zone": ["zone-a", "zone-b"],
  // What Go's ParseInt takes, and what it refuses though it looks like a number.
  cores: ["4", "8", "16", "008", "0", "many", "", "8.0", "9223372036854775807", "99999999999999999999"],
  generation: ["1", "2", "3"],
} as const;

export type LabelKey = keyof typeof labels;
export const labelKeys = Object.keys(labels) as [LabelKey, ...LabelKey[]];

/** Limits for Gt and Lt; the last four make the whole term match nothing. */
export const limits = [
  "8",
  "8",
  "7",
  "1",
  "0",
  "2",
  "9223372036854775806",
  "many",
  "",
  "1.5",
  "99999999999999999999",
] as const;

/** Conditions, beside Ready, that the node lifecycle controller makes taints of, with the taint's key. */
export const conditionTaints = {
  MemoryPressure: "node.kubernetes.io/memory-pressure",
  DiskPressure: "node.kubernetes.io/disk-pressure",
  PIDPressure: "node.kubernetes.io/pid-pressure",
  NetworkUnavailable: "node.kubernetes.io/network-unavailable",
} as const;

export type NodeCondition = keyof typeof conditionTaints;
export const nodeConditionTypes = Object.keys(conditionTaints) as [NodeCondition, ...NodeCondition[]];
