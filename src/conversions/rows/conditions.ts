import type { TargetKind } from "../../explanation/conversion.ts";
import { type Row, tell } from "../draft.ts";

/** Of the three kinds a Deployment alone has conditions. Upstream: pkg/apis/apps/types.go (v1.36) */
export function noConditions(to: TargetKind): Row {
  return (draft, { from }) =>
    from !== "Deployment"
      ? draft
      : tell(draft, {
          path: "status.conditions",
          action: "Dropped",
          from: ["Available", "Progressing", "ReplicaFailure"],
          reason: `a ${to} has none: what waits for one or alerts on it, such as \`kubectl wait --for=condition=Available\`, waits for ever`,
        });
}
