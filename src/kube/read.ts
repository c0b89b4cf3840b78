import type { LabelSelector } from "./objects.ts";
import type { ResourceType } from "./resources.ts";

/**
 * One thing to read: a single object when `name` is set, else a list.
 * A plan returns reads; a source answers them. An answer to a list may hold more than was asked for (a saved
 * snapshot cannot evaluate every field selector), so who uses it filters by owner or selector again.
 */
export interface Read {
  readonly resource: ResourceType;
  /** Absent: cluster-scoped, or all namespaces. */
  readonly namespace?: string;
  readonly name?: string;
  readonly labelSelector?: LabelSelector;
  /** In the API server's syntax, such as `involvedObject.kind=DaemonSet`. */
  readonly fieldSelector?: string;
}

/** Identity of a read: two reads with the same key are the same request. */
export function readKey(read: Read): string {
  const known = keys.get(read);
  if (known !== undefined) return known;
  const { resource, namespace = "", name = "", labelSelector, fieldSelector = "" } = read;
  const labels = labelSelector === undefined ? "" : JSON.stringify(labelSelector);
  const key = [resource.group, resource.resource, namespace, name, labels, fieldSelector].join("|");
  keys.set(read, key);
  return key;
}

/** A read is compared many times while a plan runs. */
const keys = new WeakMap<Read, string>();

/** The verb that RBAC must allow for a read. */
export function verbOf(read: Read): "get" | "list" {
  return read.name === undefined ? "list" : "get";
}

/** Why a read gave nothing. The names are the API server's where it has one. */
export type ReadFailureReason =
  | "Forbidden"
  | "NotFound"
  | "Unauthorized"
  | "Timeout"
  | "Unreachable"
  | "NotRecorded"
  | "ServerError";

export interface ReadFailure {
  readonly reason: ReadFailureReason;
  /** One line, the server's own words where there are any. */
  readonly message: string;
}
