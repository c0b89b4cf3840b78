/**
 * What has to come before a pod is deleted to get the current template, where rollingUpdate is not written.
 *
 * Upstream: pkg/controller/statefulset/stateful_set_utils.go#isCurrentRevisionNeeded (v1.36)
 */
export function setPartition({
  namespace,
  statefulSet,
}: {
  readonly namespace: string;
  readonly statefulSet: string;
}): readonly string[] {
  return [
    "set the partition, since without it a deleted pod may come back with the template before:",
    `  kubectl -n ${namespace} patch statefulset ${statefulSet} --type=merge \\`,
    `    -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":0}}}}'`,
  ];
}
