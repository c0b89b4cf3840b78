import { type Context, type Draft, drop, tell } from "../draft.ts";
import { valueAt } from "../fields.ts";

const path = ["spec", "strategy"];

/**
 * A rollout that is a Deployment's default, written down or not, given up for the default of the new kind, which is
 * told of. Undefined where the strategy says anything else. A ReplicaSet or a pod never had a rollout.
 *
 * Upstream: pkg/apis/apps/v1/defaults.go#SetDefaults_Deployment (v1.36)
 * @param instead what the new kind does by default, and why
 */
export function withoutDefaultRollout(
  draft: Draft,
  { from }: Pick<Context, "from">,
  instead: { readonly to: string; readonly reason: string },
): Draft | undefined {
  if (!isDefault(valueAt(draft.object, path))) return undefined;
  const without = drop(draft, path, "it says what a Deployment does by default");
  if (from !== "Deployment") return without;
  return tell(without, {
    path: "spec.updateStrategy",
    action: "Changed",
    from: "by default 25% more pods, and 25% unavailable",
    ...instead,
  });
}

function isDefault(strategy: unknown): boolean {
  const type = valueAt(strategy, ["type"]) ?? "";
  const rates = ["maxSurge", "maxUnavailable"].map((rate) => valueAt(strategy, ["rollingUpdate", rate]));
  return (type === "" || type === "RollingUpdate") && rates.every((rate) => (rate ?? "25%") === "25%");
}
