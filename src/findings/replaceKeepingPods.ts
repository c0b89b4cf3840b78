/**
 * The commands to change what cannot be changed in a StatefulSet, while its pods and claims stay: a StatefulSet of
 * the same name and selector adopts the pods that were left behind, and finds its claims by their names.
 *
 * Upstream: pkg/controller/statefulset/stateful_set.go#getPodsForStatefulSet (v1.36)
 * @param edit what to do in the file, in the imperative
 */
export function replaceKeepingPods(
  { namespace, statefulSet }: { readonly namespace: string; readonly statefulSet: string },
  edit: string,
): readonly string[] {
  return [
    `  kubectl -n ${namespace} get statefulset ${statefulSet} -o yaml > ${statefulSet}.yaml`,
    `  # in ${statefulSet}.yaml, ${edit}`,
    `  kubectl -n ${namespace} delete statefulset ${statefulSet} --cascade=orphan`,
    `  kubectl -n ${namespace} apply -f ${statefulSet}.yaml`,
  ];
}
