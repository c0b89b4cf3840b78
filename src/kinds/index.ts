import type { ResourceType } from "../kube/resources.ts";
import { daemonSet } from "./daemonset/index.ts";

/** Every kind that can be explained; each is a folder here. */
export const kinds = [daemonSet] as const;

export type Kind = (typeof kinds)[number];

export function kindOf(resource: ResourceType): Kind | undefined {
  return kinds.find((kind) => kind.resource === resource);
}
