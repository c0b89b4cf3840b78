import {
  accessModesOf,
  claimsOfOnePod,
  type DeploymentParameters,
  deploymentParameters,
  mostPods,
  onePodAtATime,
  surgeEvidence,
  surgesBesideTheOnlyPod,
} from "./exclusiveClaims.ts";
import { finding } from "./rule.ts";
import { count, listOf, named } from "./words.ts";

export const readWriteOncePodShared = finding<
  DeploymentParameters & {
    readonly claims: readonly string[];
    /** How many pods there may be. */
    readonly pods: number;
    /** `HorizontalPodAutoscaler/web`, when it and not the Deployment says so. */
    readonly autoscaler: string;
    /** An update starts a second pod beside the only one. */
    readonly surges: boolean;
    /** `Kind/name` of the others that mount one of the claims. */
    readonly others: readonly string[];
  },
  "Deployment"
>({
  meta: {
    code: "ReadWriteOncePodShared",
    severity: "error",
    kinds: ["Deployment"],
    title: "several pods would use a ReadWriteOncePod claim",
    explanation: `\`ReadWriteOncePod\` lets a single pod of the whole cluster use a claim. The scheduler counts the pods that have it
and leaves the next one \`Pending\` wherever it could run:
\`PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod\`. It does not matter
whether the pods are of one workload, nor whether they only read.

More than one replica therefore never gets further than its first pod. With one replica, a rolling update that
starts the new pod before it deletes the old one cannot move either: the new one stays \`Pending\` until the old
one is gone, which is kept until the new one is available. \`Recreate\` ends the old pod first and fits such a
claim.

Where another workload names the claim as well, it is harmless only as long as one of the two has no pod.

Upstream: \`pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go#satisfyReadWriteOncePod\`,
\`pkg/controller/deployment/rolling.go#rolloutRolling\` (v1.36).`,
    example: {
      namespace: "monitoring",
      deployment: "grafana",
      applied: true,
      claims: ["grafana-data"],
      pods: 3,
      autoscaler: "",
      surges: false,
      others: [],
    },
    message({ claims, pods, autoscaler, surges, others }) {
      const one = claims.length === 1;
      const start = `${one ? "claim" : "claims"} ${named(claims)} ${one ? "is" : "are"} ReadWriteOncePod, for a single pod, and`;
      const wants =
        autoscaler === ""
          ? `the Deployment wants ${count(pods, "pod")}, of which ${pods - 1} ${pods === 2 ? "stays" : "stay"} Pending`
          : `\`${autoscaler}\` may ask for ${count(pods, "pod")}, of which one can run`;
      const why = [
        ...(pods > 1 ? [wants] : []),
        ...(surges
          ? ["an update waits for a second pod that stays Pending while the only one is there"]
          : []),
        ...(others.length > 0
          ? [`${named(others)} ${others.length === 1 ? "mounts" : "mount"} ${one ? "it" : "one"} as well`]
          : []),
      ];
      return `${start} ${listOf(why)}`;
    },
    help({ claims, pods, autoscaler, surges, others, ...deployment }) {
      const elsewhere =
        others.length === 0
          ? ""
          : `give ${named(others)} ${claims.length === 1 ? "a claim" : "claims"} of ${others.length === 1 ? "its" : "their"} own, since only one pod can have ${claims.length === 1 ? "this one" : "these"}`;
      if (pods < 2 && !surges) {
        return [
          `${elsewhere}; see who has it:`,
          ...claims.map((claim) => `  kubectl -n ${deployment.namespace} describe pvc ${claim}`),
        ].join("\n");
      }
      return [
        `let there be one pod at a time, or use a StatefulSet, which gives each pod a claim of its own${elsewhere && `; and ${elsewhere}`}:`,
        ...onePodAtATime(deployment, { scaled: pods > 1, autoscaler }),
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const claims = claimsOfOnePod(facts.claims);
    const most = mostPods(subject, facts);
    if (claims.length === 0 || most.pods === 0) return [];
    const surges = most.pods === 1 && surgesBesideTheOnlyPod(facts);
    const others = new Set(
      claims.flatMap(({ alsoMountedBy }) => alsoMountedBy.map(({ kind, name }) => `${kind}/${name}`)),
    );
    if (most.pods === 1 && !surges && others.size === 0) return [];
    return [
      {
        parameters: {
          ...deploymentParameters(subject),
          claims: claims.map(({ claim }) => claim),
          pods: most.pods,
          autoscaler: most.autoscaler,
          surges,
          others: [...others],
        },
        evidence: [
          ...claims.map((claim) => accessModesOf(subject, claim)),
          ...(most.pods > 1 ? [most.evidence] : []),
          ...(surges ? surgeEvidence(subject, facts) : []),
        ],
      },
    ];
  },
});
