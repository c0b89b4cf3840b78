import { selectorToQuery } from "../../../kube/labelSelector.ts";
import type { Read } from "../../../kube/read.ts";

/** As many objects as kubectl asks for at a time. */
export const pageSize = 500;

/** `/apis/apps/v1/namespaces/kube-system/daemonsets/fluentd`; without a name, the collection. */
export function pathOf({ resource, namespace, name }: Read): string {
  const group = resource.group === "" ? "/api" : `/apis/${resource.group}`;
  const scope = namespace && resource.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : "";
  const object = name === undefined ? "" : `/${encodeURIComponent(name)}`;
  return `${group}/${resource.version}${scope}/${resource.resource}${object}`;
}

/** The path of one page of a list; `limit` 0 asks for all of it at once. */
export function pagePath(read: Read, limit: number, continueToken?: string): string {
  const query = new URLSearchParams();
  if (read.fieldSelector) query.set("fieldSelector", read.fieldSelector);
  const labels = read.labelSelector ? selectorToQuery(read.labelSelector) : "";
  if (labels) query.set("labelSelector", labels);
  if (limit > 0) query.set("limit", String(limit));
  if (continueToken) query.set("continue", continueToken);
  const text = query.toString();
  return text === "" ? pathOf(read) : `${pathOf(read)}?${text}`;
}
