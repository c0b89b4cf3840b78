import { droppedAt } from "./changed.ts";
import { evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";
import { count } from "./words.ts";

export const pausedWouldStart = conversionFinding<{
  readonly namespace: string;
  readonly deployment: string;
  readonly to: string;
  /** How many pods the new workload starts; 0 when it is not known. */
  readonly pods: number;
}>({
  meta: {
    code: "PausedWouldStart",
    severity: "error",
    kinds: ["StatefulSet", "DaemonSet"],
    title: "a Deployment that is paused would start as something that cannot be",
    explanation: `While a Deployment is paused, what changes in its template is not rolled out: the pods that run have an older one. One
that was created paused has no pods at all. Neither a StatefulSet nor a DaemonSet can be paused. The new object has
the template that is held back, and starts pods of it as soon as it is applied, with nothing of the older template
to go back to.

Somebody paused it, and may wait for something. Resuming it first shows whether the template works while
\`kubectl rollout undo\` is still there. A StatefulSet can be applied with 0 replicas and scaled up later.

Upstream: \`pkg/controller/deployment/sync.go#sync\` (v1.36).`,
    example: { namespace: "monitoring", deployment: "grafana", to: "StatefulSet", pods: 3 },
    message({ to, pods }) {
      const what = pods === 0 ? "pods" : count(pods, "pod");
      return `the Deployment is paused, and a ${to} cannot be: it starts ${what} of the template that is held back as soon as it is applied`;
    },
    help({ namespace, deployment, to }) {
      return [
        "roll out what is held back before:",
        `  kubectl -n ${namespace} rollout resume deployment/${deployment}`,
        ...(to === "StatefulSet" ? ["or let the new one start nothing yet:", "  --replicas 0"] : []),
      ].join("\n");
    },
  },
  find(conversion) {
    const { subject, target, pods } = conversion;
    if (droppedAt(conversion, "spec.paused")?.from !== true || pods.after === 0) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          deployment: subject.name,
          to: target.kind,
          pods: pods.after ?? 0,
        },
        evidence: [evidence(subject, "/spec/paused", true)],
      },
    ];
  },
});
