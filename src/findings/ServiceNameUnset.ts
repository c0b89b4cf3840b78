import { evidence } from "./evidence.ts";
import { replaceKeepingPods } from "./replaceKeepingPods.ts";
import { finding } from "./rule.ts";

export const serviceNameUnset = finding<
  { readonly statefulSet: string; readonly namespace: string; readonly applied: boolean },
  "StatefulSet"
>({
  meta: {
    code: "ServiceNameUnset",
    severity: "info",
    kinds: ["StatefulSet"],
    title: "the pods have no DNS names of their own",
    explanation: `Without \`spec.serviceName\` a StatefulSet has no governing Service. That is legal: the pods have stable names,
claims and an order all the same, and Services that select them work as they do for any pod. What they do not have
is a subdomain, and so no record \`<pod>.<service>.<namespace>.svc.<domain>\` in DNS.

It is harmless where nobody has to reach one certain pod by its name: where there is a single replica behind a
Service, or where peers find each other in another way.

\`spec.serviceName\` cannot be changed, nor set later. A pod gets its subdomain when it is created, so pods that
another StatefulSet adopts stay without a name until they are restarted.

Upstream: \`pkg/apis/apps/validation/validation.go#ValidateStatefulSetUpdate\`,
\`pkg/controller/statefulset/stateful_set_utils.go#initIdentity\` (v1.36).`,
    example: { statefulSet: "grafana", namespace: "monitoring", applied: true },
    message({ applied }) {
      return applied
        ? "`spec.serviceName` is not set: no pod has a DNS name of its own, and it cannot be set later"
        : "`spec.serviceName` is not set: no pod will have a DNS name of its own, and once applied it cannot be set any more";
    },
    help({ statefulSet, namespace, applied }) {
      if (!applied) {
        return [
          "nothing, unless peers or clients have to reach one certain pod by its name; then name a headless Service that selects the pods:",
          "  spec:",
          `    serviceName: ${statefulSet}`,
        ].join("\n");
      }
      return [
        "nothing, unless peers or clients have to reach one certain pod by its name; then create a headless Service that selects the pods, replace the StatefulSet without its pods, and restart those:",
        ...replaceKeepingPods({ namespace, statefulSet }, "set spec.serviceName to the name of that Service"),
        `  kubectl -n ${namespace} rollout restart statefulset/${statefulSet}`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    if (facts.governingService !== undefined) return [];
    const parameters = {
      statefulSet: subject.name,
      namespace: subject.namespace ?? "",
      applied: subject.uid !== undefined,
    };
    return [{ parameters, evidence: [evidence(subject, "/spec/serviceName", "")] }];
  },
});
