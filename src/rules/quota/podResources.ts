import type { PodSpec } from "../../kube/objects.ts";
import { type Amounts, amountText } from "./amount.ts";
import { podTotal } from "./podUsage.ts";

/** By resource, as quantities: `cpu` → `250m`. */
type Quantities = { readonly [resource: string]: string };

/** What a pod as one asks of a node, and what it may take at most. */
export function podResources(spec: Partial<PodSpec>): {
  readonly requests: Quantities;
  readonly limits: Quantities;
} {
  return { requests: quantities(podTotal(spec, "requests")), limits: quantities(podTotal(spec, "limits")) };
}

function quantities(amounts: Amounts): Quantities {
  return Object.fromEntries([...amounts].map(([resource, amount]) => [resource, amountText(amount)]));
}
