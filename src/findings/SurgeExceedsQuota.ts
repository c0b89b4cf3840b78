import type { SurgeRoom } from "../explanation/deploymentFacts.ts";
import { beside, evidence, pointerStep } from "./evidence.ts";
import { finding } from "./rule.ts";
import { count, listOf } from "./words.ts";

export const surgeExceedsQuota = finding<
  {
    readonly namespace: string;
    readonly deployment: string;
    /** Pods that an update wants beyond those that are there. */
    readonly surge: number;
    /** How many of them fit. */
    readonly fits: number;
    readonly maxUnavailable: number;
    /** The quota with the least room, and in what. */
    readonly quota: string;
    readonly resource: string;
    readonly hard: string;
    readonly used: string;
    /** What one pod asks for. */
    readonly perPod: string;
    /** Every quota that has not room enough, `name/resource`. */
    readonly short: readonly string[];
  },
  "Deployment"
>({
  meta: {
    code: "SurgeExceedsQuota",
    severity: "warning",
    kinds: ["Deployment"],
    title: "the next rolling update does not fit into a quota",
    explanation: `A rolling update starts up to \`maxSurge\` pods beside those that are there, and a ResourceQuota counts them like
any other. What does not fit is refused by the API server, and nothing of it is seen until the day of an update:
the workload is complete, and so is its quota.

With \`maxUnavailable\` 0 no old pod goes before a new one is available. If not one more pod fits, the update does
not begin. Otherwise it gets through with what fits, slower than its budget allows: refused pods are tried again at
growing intervals, and a pod that is terminating still counts, until its grace period is over.

What is compared is what the pods ask for now; a new template may ask for more, or less. It is harmless where the
quota is raised for an update, or other pods of the namespace are gone by then.

Upstream: \`staging/src/k8s.io/apiserver/pkg/admission/plugin/resourcequota/controller.go#CheckRequest\`,
\`pkg/quota/v1/evaluator/core/pods.go#QuotaV1Pod\`, \`pkg/controller/deployment/rolling.go#rolloutRolling\`
(v1.36).`,
    example: {
      namespace: "shop",
      deployment: "web",
      surge: 1,
      fits: 0,
      maxUnavailable: 0,
      quota: "compute",
      resource: "requests.cpu",
      hard: "2",
      used: "1800m",
      perPod: "500m",
      short: ["compute/requests.cpu"],
    },
    message({ surge, fits, maxUnavailable, quota, resource, hard, used, perPod, short }) {
      const effect =
        fits === 0 && maxUnavailable === 0
          ? "so it cannot begin"
          : "so it gets through slower than its budget allows";
      const others = short.length === 1 ? "" : ` (${listOf(short.slice(1))} as well)`;
      const asks = resource === "pods" || resource === "count/pods" ? "" : `, and a pod asks for ${perPod}`;
      return `the next rolling update wants ${count(surge, "pod")} more, and quota \`${quota}\` has room for ${fits}, ${effect}: ${used} of ${hard} ${resource} ${used === "1" ? "is" : "are"} used${asks}${others}`;
    },
    help({ namespace, deployment, fits, maxUnavailable }) {
      const raise = `  kubectl -n ${namespace} describe resourcequota`;
      if (maxUnavailable > 0 || fits > 0)
        return ["make room in the quota before the update:", raise].join("\n");
      return [
        "make room in the quota before the update, or let an old pod go first, at the price of one pod less during updates:",
        raise,
        `  kubectl -n ${namespace} patch deployment ${deployment} \\`,
        `    -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}'`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { surgeRoom, maxUnavailable = 0 } = facts.rollout;
    if (surgeRoom === undefined) return [];
    const short = tooSmall(surgeRoom);
    const [least] = short;
    if (least === undefined) return [];
    const { quota, resource, hard, used, perPod, fits } = least;
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          deployment: subject.name,
          surge: surgeRoom.pods,
          fits,
          maxUnavailable,
          quota,
          resource,
          hard,
          used,
          perPod,
          short: short.map((each) => `${each.quota}/${each.resource}`),
        },
        evidence: short.flatMap((each) => {
          const ref = beside(subject, "v1", "ResourceQuota", each.quota);
          const step = pointerStep(each.resource);
          return [
            evidence(ref, `/status/used/${step}`, each.used),
            evidence(ref, `/status/hard/${step}`, each.hard),
          ];
        }),
      },
    ];
  },
});

/** Those with the least room first. */
function tooSmall({ pods, quotas }: SurgeRoom): SurgeRoom["quotas"] {
  return quotas.filter(({ fits }) => fits < pods).toSorted((a, b) => a.fits - b.fits);
}
