import { droppedAt } from "./changed.ts";
import { evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const onDeleteLost = conversionFinding<{
  readonly namespace: string;
  readonly deployment: string;
  readonly from: string;
}>({
  meta: {
    code: "OnDeleteLost",
    severity: "warning",
    kinds: ["Deployment"],
    title: "pods were replaced only when somebody deleted them",
    explanation: `With \`OnDelete\` a changed template reaches a pod when somebody deletes that pod, and not before: the usual way to
update a database or a node's agent by hand, one after the other. A Deployment has no such strategy. It replaces all
of its pods by itself as soon as the template changes, at the pace of \`spec.strategy\`.

The nearest that it has is to pause it once its pods run. A paused Deployment keeps its number of pods and rolls out
nothing until it is resumed, and then all. It cannot be created paused: it would have no pods. Pods that are not of
the current template when the workload is converted come up with it as well.

Upstream: \`pkg/controller/deployment/sync.go#sync\`, \`pkg/controller/daemon/update.go\`,
\`pkg/controller/statefulset/stateful_set_control.go#updateStatefulSet\` (v1.36).`,
    example: { namespace: "data", deployment: "postgres", from: "StatefulSet" },
    message({ from }) {
      return `pods of the ${from} were replaced only when somebody deleted them (\`OnDelete\`): the Deployment replaces all by itself as soon as its template changes`;
    },
    help({ namespace, deployment }) {
      return [
        "once its pods run, pause it, and resume it when a change is to be rolled out:",
        `  kubectl -n ${namespace} rollout pause deployment/${deployment}`,
      ].join("\n");
    },
  },
  find(conversion) {
    const { subject, target } = conversion;
    const strategy = droppedAt(conversion, "spec.updateStrategy")?.from as
      | { readonly type?: string }
      | undefined;
    if (strategy?.type !== "OnDelete") return [];
    return [
      {
        parameters: {
          namespace: target.namespace ?? "",
          deployment: target.name,
          from: subject.kind,
        },
        evidence: [evidence(subject, "/spec/updateStrategy/type", "OnDelete")],
      },
    ];
  },
});
