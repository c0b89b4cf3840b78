import { kubectlName, setsReplicas, targetField, written } from "./autoscalers.ts";
import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";

export const hpaTargetMissing = finding<
  {
    readonly namespace: string;
    readonly kind: string;
    readonly name: string;
    readonly autoscalerKind: string;
    readonly autoscaler: string;
    /** The kind that it names, and of which there is none of this name. */
    readonly targetKind: string;
    /** It cannot be turned to this workload: a DaemonSet has no replicas, or another autoscaler has it already. */
    readonly isLeftOver: boolean;
  },
  "Deployment" | "StatefulSet" | "DaemonSet"
>({
  meta: {
    code: "HpaTargetMissing",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "an autoscaler still names the workload under another kind",
    explanation: `An autoscaler names its target by kind and name. When a workload was made anew as another kind, under the same
name, its HorizontalPodAutoscaler, ScaledObject or VerticalPodAutoscaler still names the old kind and finds
nothing. The HorizontalPodAutoscaler then has the condition \`AbleToScale\` False with the reason
\`FailedGetScale\` and warns in events of its own, which nobody sees who looks at the workload. This stays at the
replicas that it has, whatever the load.

It is harmless only while the old object is about to come back.

A DaemonSet runs one pod a node and cannot be scaled, so an autoscaler of replicas has no use for it any more.

Upstream: \`pkg/controller/podautoscaler/horizontal.go#reconcileAutoscaler\` (v1.36).`,
    example: {
      namespace: "shop",
      kind: "StatefulSet",
      name: "web",
      autoscalerKind: "HorizontalPodAutoscaler",
      autoscaler: "web",
      targetKind: "Deployment",
      isLeftOver: false,
    },
    message({ kind, name, autoscalerKind, autoscaler, targetKind }) {
      const what = autoscalerKind === "VerticalPodAutoscaler" ? "sizes" : "scales";
      return `the ${autoscalerKind} \`${autoscaler}\` names \`${targetKind}/${name}\`, which does not exist, and not this ${kind}: it ${what} nothing`;
    },
    help({ namespace, kind, autoscalerKind, autoscaler, isLeftOver }) {
      const object = kubectlName(autoscalerKind, autoscaler);
      if (isLeftOver) {
        const why =
          kind === "DaemonSet" && autoscalerKind !== "VerticalPodAutoscaler"
            ? "a DaemonSet cannot be scaled"
            : `another autoscaler names this ${kind}`;
        return [`delete it: ${why}:`, `  kubectl -n ${namespace} delete ${object}`].join("\n");
      }
      const target = { apiVersion: "apps/v1", kind };
      const patch = { spec: { [targetField({ kind: autoscalerKind })]: target } };
      return [
        `turn it to this ${kind}:`,
        `  kubectl -n ${namespace} patch ${object} --type merge -p '${JSON.stringify(patch)}'`,
      ].join("\n");
    },
  },
  find({ subject, facts: { references } }) {
    const autoscalers = written(references.autoscalers);
    return autoscalers
      .filter(({ namesSubject, targetExists }) => !namesSubject && targetExists === false)
      .map((autoscaler) => {
        const { ref, target } = autoscaler;
        const hasAnother = autoscalers.some(
          (other) => other.namesSubject && setsReplicas(other) === setsReplicas(autoscaler),
        );
        return {
          parameters: {
            namespace: subject.namespace ?? "",
            kind: subject.kind,
            name: subject.name,
            autoscalerKind: ref.kind,
            autoscaler: ref.name,
            targetKind: target.kind,
            isLeftOver: hasAnother || (subject.kind === "DaemonSet" && setsReplicas(autoscaler)),
          },
          evidence: [evidence(ref, `/spec/${targetField(ref)}/kind`, target.kind)],
        };
      });
  },
});
