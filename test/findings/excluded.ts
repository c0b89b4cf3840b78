import type { ExclusionGroup, ExclusionReason, NodePlacement } from "../../src/explanation/placement.ts";
import { fluentd } from "./healthy.ts";

export function taint(key: string, effect: string, value?: string): ExclusionReason {
  return { type: "Taint", key, ...(value !== undefined && { value }), effect };
}

export type Excluded = ReturnType<typeof excluding>;

/**
 * DaemonSet logging/fluentd on its two nodes, beside others that should not run it.
 *
 * @param desired 0 for a cluster that has no nodes but the excluded ones
 * @param change what is special about the excluded nodes
 */
export function excluding(
  exclusions: readonly ExclusionGroup[],
  desired: 0 | 2 = 2,
  change: Partial<NodePlacement> = {},
) {
  const excluded = exclusions.flatMap(({ nodes, reasons }) =>
    nodes.map(
      (name): NodePlacement => ({
        name,
        state: "Excluded",
        shouldRun: false,
        shouldContinueRunning: reasons.every(
          (reason) => reason.type === "Taint" && reason.effect !== "NoExecute",
        ),
        reasons,
        nodeReady: "True",
        cordoned: false,
        ...change,
      }),
    ),
  );
  return fluentd(({ placement }) => ({
    placement: {
      ...placement,
      desired,
      nodes: [...(desired === 0 ? [] : placement.nodes), ...excluded],
      exclusions,
    },
  }));
}
