import type { Read } from "../kube/read.ts";
import { events } from "../kube/resources.ts";

/** The warnings about the pods of a namespace: one read for all workloads there, made only when a pod has trouble. */
export function podWarningsRead(namespace: string): Read {
  return { resource: events, namespace, fieldSelector: "involvedObject.kind=Pod,type=Warning" };
}
