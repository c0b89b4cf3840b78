import type { SelectingService } from "../explanation/services.ts";
import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const serviceSpansWorkloads = finding<
  {
    readonly namespace: string;
    readonly services: readonly string[];
    /** All of them are headless. */
    readonly headless: boolean;
    /** `Kind/name` */
    readonly others: readonly string[];
  },
  "Deployment" | "StatefulSet"
>({
  meta: {
    code: "ServiceSpansWorkloads",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet"],
    title: "a Service sends traffic to the pods of several workloads",
    explanation: `A Service knows no workloads, only labels: each pod of its namespace that has all labels of its selector is an
endpoint, whoever made it. When the pods of two workloads match, a connection goes to any of them, in the share of
their ready pods. If they do not serve the same thing, part of the requests fail, and which ones is chance. The
name of a headless Service resolves to the pods of both.

It is deliberate, and harmless, for a canary beside the stable version, while a blue/green pair changes over, and
while a workload moves from one kind to another.

Upstream: \`staging/src/k8s.io/endpointslice/reconciler.go#reconcileByAddressType\` (v1.36).`,
    example: {
      namespace: "default",
      services: ["nginx"],
      headless: false,
      others: ["StatefulSet/nginx-statefulset"],
    },
    message({ services, headless, others }) {
      const [noun, selects] = services.length === 1 ? ["Service", "selects"] : ["Services", "select"];
      const effect = headless
        ? "the name resolves to the pods of any of them"
        : "a request goes to any of them";
      return `${noun} ${named(services)} ${selects} the pods of ${named(others)} as well: ${effect}`;
    },
    help({ namespace, services }) {
      return [
        `unless that is meant, add a label to the selector of ${named(services)} that the pods of one workload alone have; these are the labels of each:`,
        `  kubectl -n ${namespace} get deployments,statefulsets,daemonsets \\`,
        "    -o custom-columns=KIND:.kind,NAME:.metadata.name,LABELS:.spec.template.metadata.labels",
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    return [...byOthers(facts.services)].map(([others, services]) => ({
      parameters: {
        namespace: subject.namespace ?? "",
        services: services.map(({ name }) => name),
        headless: services.every(({ headless }) => headless),
        others: others.split(","),
      },
      evidence: services.map(({ name, selector }) =>
        evidence(beside(subject, "v1", "Service", name), "/spec/selector", selector),
      ),
    }));
  },
});

/** Services that span the same workloads are one matter. */
function byOthers(services: readonly SelectingService[]): ReadonlyMap<string, readonly SelectingService[]> {
  return Map.groupBy(
    services.filter(({ alsoSelects }) => alsoSelects.length > 0),
    ({ alsoSelects }) => alsoSelects.map(({ kind, name }) => `${kind}/${name}`).join(","),
  );
}
