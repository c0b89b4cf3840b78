import { beside, evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const targetExists = conversionFinding<{
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** The command that made the conversion. */
  readonly command: string;
}>({
  meta: {
    code: "TargetExists",
    severity: "error",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "an object of the new kind and name is there already",
    explanation: `Objects of different kinds may have the same name, and in many a namespace a DaemonSet stands beside a Deployment
that is called like it. To apply the manifest then does not make a new object, it changes the one that is there: its
image and all else becomes that of the workload which was converted, and the pods that it had are replaced. What a
StatefulSet must not change, the API server refuses.

It is harmless where the conversion was applied before and is now looked at once more.

Upstream: \`pkg/apis/apps/validation/validation.go#ValidateStatefulSetUpdate\` (v1.36) has what a StatefulSet must not
change.`,
    example: {
      namespace: "logging",
      kind: "DaemonSet",
      name: "agent",
      command: "kubectl workload convert deploy/agent -n logging --to daemonset",
    },
    message({ kind, name }) {
      return `a ${kind} \`${name}\` is there already: to apply the manifest changes that one`;
    },
    help({ namespace, kind, name, command }) {
      return [
        "see what that is, and have the new one called otherwise:",
        `  kubectl -n ${namespace} describe ${kind.toLowerCase()} ${name}`,
        `  ${command} --name ${name}-new`,
      ].join("\n");
    },
  },
  find({ subject, target, command }) {
    if (target.exists !== true) return [];
    const { kind, name } = target;
    return [
      {
        parameters: { namespace: target.namespace ?? "", kind, name, command },
        evidence: [evidence(beside(subject, "apps/v1", kind, name), "/metadata/name", name)],
      },
    ];
  },
});
