import type { Node } from "../../kube/objects.ts";

/** The node's Ready condition; Unknown also where it has none. */
export function readyStatus({ status }: Node): "True" | "False" | "Unknown" {
  const ready = status?.conditions?.find(({ type }) => type === "Ready")?.status;
  return ready === "True" || ready === "False" ? ready : "Unknown";
}
