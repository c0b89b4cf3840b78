import { beside, evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const claimMissing = conversionFinding<{
  readonly namespace: string;
  readonly volume: string;
  readonly claim: string;
}>({
  meta: {
    code: "ClaimMissing",
    severity: "error",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "the claim that all pods mount does not exist",
    explanation: `Only a StatefulSet makes claims, of its claim templates, and the ephemeral volume controller those of ephemeral
volumes. A claim that a template names under \`persistentVolumeClaim\` has to be there: no pod is scheduled until it
is, and its events say \`persistentvolumeclaim "data-web-0" not found\`.

The name may be mistyped, or the claim of an ordinal that never ran, or one that was deleted together with its
StatefulSet. It is harmless where the claim comes with other manifests that are applied as well.

Upstream: \`pkg/scheduler/framework/plugins/volumebinding/volume_binding.go#podHasPVCs\` (v1.36).`,
    example: { namespace: "shop", volume: "data", claim: "data-web-0" },
    message({ volume, claim }) {
      return `the claim \`${claim}\`, which all pods mount as \`${volume}\`, does not exist: no pod starts until somebody makes it`;
    },
    help({ namespace, volume }) {
      return [
        `name a claim that is there with \`--volume ${volume}=shared:CLAIM\`, or have each pod start empty with \`--volume ${volume}=ephemeral\`; these are there:`,
        `  kubectl -n ${namespace} get pvc`,
      ].join("\n");
    },
  },
  find({ subject, volumes }) {
    return volumes
      .filter(({ verdict }) => verdict === "Shared")
      .flatMap(({ name, claims }) =>
        claims
          .filter(({ use, exists }) => use === "Mounted" && exists === false)
          .map(({ claim }) => ({
            parameters: { namespace: subject.namespace ?? "", volume: name, claim },
            evidence: [evidence(beside(subject, "v1", "PersistentVolumeClaim", claim), "", null)],
          })),
      );
  },
});
