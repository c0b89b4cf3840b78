import type { SurgeRoom } from "../../explanation/deploymentFacts.ts";
import type { PodSpec, ResourceQuota } from "../../kube/objects.ts";
import { amountsOf, amountText } from "./amount.ts";
import { podUsage } from "./podUsage.ts";
import { quotaCounts } from "./scopes.ts";

/**
 * How many more pods of the spec each quota lets in, for each resource that it limits and they ask for. Of a quota
 * whose usage nobody has counted yet nothing is said.
 *
 * Upstream: apiserver pkg/admission/plugin/resourcequota/controller.go#CheckRequest (v1.36), which goes by the
 * quota's status as well
 */
export function quotaRoom(quotas: readonly ResourceQuota[], spec: PodSpec): SurgeRoom["quotas"] {
  const usage = podUsage(spec);
  return quotas
    .filter((quota) => quotaCounts(quota, spec))
    .flatMap(({ metadata, status }) => {
      const [hard, used] = [amountsOf(status?.hard), amountsOf(status?.used)];
      return [...hard].flatMap(([resource, { value: limit }]) => {
        const [perPod, usedNow] = [usage.get(resource), used.get(resource)];
        if (perPod === undefined || perPod.value <= 0n || usedNow === undefined) return [];
        const left = limit - usedNow.value;
        return [
          {
            quota: metadata?.name ?? "",
            resource,
            hard: status?.hard?.[resource] ?? "",
            used: status?.used?.[resource] ?? "",
            perPod: amountText(perPod),
            fits: left > 0n ? Number(left / perPod.value) : 0,
          },
        ];
      });
    });
}
