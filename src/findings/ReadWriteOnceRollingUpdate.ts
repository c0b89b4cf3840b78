import {
  accessModesOf,
  claimsOfOneNode,
  type DeploymentParameters,
  deploymentParameters,
  mostPods,
  onePodAtATime,
  surgeEvidence,
  surgesBesideTheOnlyPod,
} from "./exclusiveClaims.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const readWriteOnceRollingUpdate = finding<
  DeploymentParameters & { readonly claims: readonly string[] },
  "Deployment"
>({
  meta: {
    code: "ReadWriteOnceRollingUpdate",
    severity: "warning",
    kinds: ["Deployment"],
    title: "a rolling update may wait for ever for a ReadWriteOnce claim",
    explanation: `With one replica the default budget of 25% comes to one pod more and none unavailable, since \`maxSurge\` is
rounded up and \`maxUnavailable\` down. So an update starts the new pod first, and deletes the old one only when
the new one is available. Both mount the same claim. \`ReadWriteOnce\` is for one node: if the new pod lands on
another node than the old one, it waits in \`ContainerCreating\` for the volume, and the old pod waits for the new
one. Nothing gives way.

The scheduler does not look at \`ReadWriteOnce\`, so it is chance whether an update gets through: it does when both
pods land on one node, and then two versions use the volume at once for a while.

It is not said of volumes that are mounted without being attached (NFS, hostPath, local), nor of a volume that only
one node can reach. It is harmless where the cluster has one node or a node selector keeps the pod on one, and with
a CSI driver that does not attach.

Upstream: \`pkg/controller/deployment/util/deployment_util.go#ResolveFenceposts\`,
\`pkg/controller/deployment/rolling.go#rolloutRolling\`, \`pkg/volume/util/util.go#IsMultiAttachAllowed\` (v1.36).`,
    example: {
      namespace: "monitoring",
      deployment: "grafana",
      applied: true,
      claims: ["grafana-data"],
    },
    message({ claims }) {
      const [noun, is, volume] =
        claims.length === 1 ? ["claim", "is", "the volume"] : ["claims", "are", "the volumes"];
      return `${noun} ${named(claims)} ${is} ReadWriteOnce, and an update keeps the only pod until the new one is available: on another node the new one never gets ${volume}, and the rollout stands still`;
    },
    help(deployment) {
      return [
        "let an update end the old pod before it starts the new one, at the price of a short interruption; a claim with ReadWriteMany avoids that, and a StatefulSet does the same by itself:",
        ...onePodAtATime(deployment, { scaled: false, autoscaler: "" }),
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const claims = claimsOfOneNode(facts.claims);
    // With more than one pod the claim is short before any update: ReadWriteOnceClaimShared says so.
    if (claims.length === 0 || mostPods(subject, facts).pods > 1) return [];
    if (!surgesBesideTheOnlyPod(facts)) return [];
    return [
      {
        parameters: { ...deploymentParameters(subject), claims: claims.map(({ claim }) => claim) },
        evidence: [...claims.map((claim) => accessModesOf(subject, claim)), ...surgeEvidence(subject, facts)],
      },
    ];
  },
});
