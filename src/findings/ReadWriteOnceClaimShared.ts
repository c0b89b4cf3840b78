import { beside, evidence } from "./evidence.ts";
import {
  accessModesOf,
  claimsOfOneNode,
  type DeploymentParameters,
  deploymentParameters,
  mostPods,
  onePodAtATime,
} from "./exclusiveClaims.ts";
import { finding } from "./rule.ts";
import { count, named } from "./words.ts";

export const readWriteOnceClaimShared = finding<
  DeploymentParameters & {
    readonly claims: readonly string[];
    /** How many pods there may be. */
    readonly pods: number;
    /** `HorizontalPodAutoscaler/web`, when it and not the Deployment says so. */
    readonly autoscaler: string;
    /** Pods for which the volume could not be attached. */
    readonly waiting: readonly string[];
    /** Nodes on which pods are available all the same; empty when it is one, or none is. */
    readonly availableOn: readonly string[];
  },
  "Deployment"
>({
  meta: {
    code: "ReadWriteOnceClaimShared",
    severity: "warning",
    kinds: ["Deployment"],
    title: "several pods share a ReadWriteOnce claim",
    explanation: `All pods of a Deployment mount the claims that its template names. \`ReadWriteOnce\` is for one node, not for one
pod: pods on the same node share the volume, and a pod on another node stays in \`ContainerCreating\`, with the
event \`FailedAttachVolume: Multi-Attach error\`, for as long as the volume is attached elsewhere. The attach
controller goes by the access modes of the PersistentVolume; \`ReadWriteMany\` or \`ReadOnlyMany\` among them lets
several nodes attach it.

The scheduler does not look at \`ReadWriteOnce\`, so nothing brings the pods to one node but luck, and a drain or
an update can part pods that were together.

It is not said of volumes that are mounted without being attached (NFS, hostPath, local), which no controller keeps
from a second node, nor of a volume that only one node can reach, to which the scheduler brings all pods. It is
harmless where the cluster has one node, where a node selector or a pod affinity keeps the pods together, and with
a CSI driver that does not attach.

Upstream: \`pkg/volume/util/util.go#IsMultiAttachAllowed\`,
\`pkg/controller/volume/attachdetach/reconciler/reconciler.go#attachDesiredVolumes\` (v1.36).`,
    example: {
      namespace: "monitoring",
      deployment: "grafana",
      applied: true,
      claims: ["grafana-data"],
      pods: 3,
      autoscaler: "",
      waiting: ["grafana-6d5f8-x2x7q"],
      availableOn: [],
    },
    message({ claims, pods, autoscaler, waiting, availableOn }) {
      const is = claims.length === 1 ? "is" : "are";
      const wants =
        autoscaler === ""
          ? `the Deployment wants ${count(pods, "pod")}`
          : `\`${autoscaler}\` may ask for ${count(pods, "pod")}`;
      const start = `${claimList(claims)} ${is} ReadWriteOnce, for the pods of one node, and ${wants}`;
      if (waiting.length > 0) {
        return `${start}: ${named(waiting)} cannot start, since the volume is attached to another node`;
      }
      if (availableOn.length > 0) {
        return `${start}: they are available on ${availableOn.length} nodes (${named(availableOn)}), so nothing enforces it here, and nothing promises that several nodes may write`;
      }
      return `${start}: those on any other node do not start`;
    },
    help({ claims, pods, autoscaler, ...deployment }) {
      const claim = claims.length === 1 ? "a claim" : "claims";
      return [
        `use ${claim} with ReadWriteMany where the storage offers that (a new one and a copy of the data, since access modes cannot be changed), or a StatefulSet, whose pods have a claim each, or as a last resort a required pod affinity by \`kubernetes.io/hostname\`, which keeps all on one node. To run one pod instead:`,
        ...onePodAtATime(deployment, { scaled: true, autoscaler }),
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const claims = claimsOfOneNode(facts.claims);
    const most = mostPods(subject, facts);
    if (claims.length === 0 || most.pods < 2) return [];
    const items = facts.pods.items ?? [];
    const waiting = items.filter((pod) => pod.waiting?.reason === "FailedAttachVolume");
    const nodes = new Set(items.filter(({ available }) => available).flatMap(({ node }) => node ?? []));
    return [
      {
        parameters: {
          ...deploymentParameters(subject),
          claims: claims.map(({ claim }) => claim),
          pods: most.pods,
          autoscaler: most.autoscaler,
          waiting: waiting.map(({ name }) => name),
          availableOn: nodes.size > 1 ? [...nodes] : [],
        },
        evidence: [
          ...claims.map((claim) => accessModesOf(subject, claim)),
          most.evidence,
          ...waiting.map(({ name, phase }) =>
            evidence(beside(subject, "v1", "Pod", name), "/status/phase", phase),
          ),
        ],
      },
    ];
  },
});

function claimList(claims: readonly string[]): string {
  return `${claims.length === 1 ? "claim" : "claims"} ${named(claims)}`;
}
