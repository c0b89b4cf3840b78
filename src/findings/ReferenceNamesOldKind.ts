import { scalesReplicas } from "../explanation/conversionReference.ts";
import { kubectlName } from "./autoscalers.ts";
import { evidence } from "./evidence.ts";
import { kindReferences } from "./kindReferences.ts";
import { conversionFinding } from "./rule.ts";

export const referenceNamesOldKind = conversionFinding<{
  readonly namespace: string;
  readonly referrerKind: string;
  readonly referrer: string;
  readonly from: string;
  readonly to: string;
  /** What becomes of it, as a predicate. */
  readonly effect: string;
  /** The command that mends it; empty when there is none. */
  readonly patch: string;
}>({
  meta: {
    code: "ReferenceNamesOldKind",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "something names the workload by its old kind",
    explanation: `An autoscaler names what it scales by API, kind and name. It does not follow the workload to another kind: once the
old object is gone it names nothing. A HorizontalPodAutoscaler then says \`AbleToScale\` False, reason
\`FailedGetScale\`, on every try, and the new workload stays at its \`replicas\` whatever the load; a
VerticalPodAutoscaler sizes no new pod any more; a ScaledObject (KEDA) does as its HorizontalPodAutoscaler.

It should name the new kind at the moment when the old one stops serving. Before, it scales what is about to go;
and a second autoscaler for the new one must not stand beside the first while both workloads have pods with the
same labels: both then refuse to scale, with \`AmbiguousSelector\`.

What selects pods by their labels, as Services and PodDisruptionBudgets do, finds the new ones without a change.

Upstream: \`pkg/controller/podautoscaler/horizontal.go#reconcileAutoscaler\` (v1.36).`,
    example: {
      namespace: "monitoring",
      referrerKind: "HorizontalPodAutoscaler",
      referrer: "grafana",
      from: "Deployment",
      to: "StatefulSet",
      effect: "names `Deployment/grafana`, which is gone then: it scales nothing and says FailedGetScale",
      patch:
        'kubectl -n monitoring patch hpa grafana --type=merge -p \'{"spec":{"scaleTargetRef":{"kind":"StatefulSet"}}}\'',
    },
    message({ referrerKind, referrer, effect }) {
      return `the ${referrerKind} \`${referrer}\` ${effect}`;
    },
    help({ namespace, referrerKind, referrer, to, patch }) {
      if (patch === "") {
        return [
          "see to it before the old one goes:",
          `  kubectl -n ${namespace} describe ${kubectlName(referrerKind, referrer)}`,
        ].join("\n");
      }
      return [
        `have it name the ${to} when that takes over:`,
        ...patch.split("\n").map((line) => `  ${line}`),
      ].join("\n");
    },
  },
  find(conversion) {
    const { subject, target } = conversion;
    return kindReferences(conversion)
      .filter((reference) => target.kind !== "DaemonSet" || !scalesReplicas(reference.ref))
      .map(({ ref, path, value, effect, patch = "" }) => ({
        parameters: {
          namespace: ref.namespace ?? subject.namespace ?? "",
          referrerKind: ref.kind,
          referrer: ref.name,
          from: subject.kind,
          to: target.kind,
          effect,
          patch,
        },
        evidence: [evidence(ref, path, value)],
      }));
  },
});
