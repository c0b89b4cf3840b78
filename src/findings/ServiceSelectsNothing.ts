import { beside, evidence, pointerStep } from "./evidence.ts";
import { finding } from "./rule.ts";
import { listOf } from "./words.ts";

export const serviceSelectsNothing = finding<
  {
    readonly service: string;
    readonly namespace: string;
    readonly deployment: string;
    /** What it asks for and the pod template has not, `key=value`. */
    readonly wanted: readonly string[];
    /** What the template has in place of each, `key=value`, and `key` where it has no such label. */
    readonly actual: readonly string[];
    /** The Service asks for nothing that the template has: only its name is that of the Deployment. */
    readonly byName: boolean;
  },
  "Deployment"
>({
  meta: {
    code: "ServiceSelectsNothing",
    severity: "warning",
    kinds: ["Deployment"],
    title: "a Service that looks meant for it selects no pod",
    explanation: `A Service sends traffic to the pods that have every label of its selector. One that asks for a label which no pod
has gets no endpoint: it has an address, and every connection to it fails. The controllers take that for a Service
whose pods are still to come, and say nothing.

Said here is a near miss: a Service whose name is the Deployment's, or whose selector agrees with the pod template
in part, that selects the pods of no workload in its namespace and has no endpoint at all. That it is meant for
this Deployment is this tool's judgement; that it leads nowhere is a fact.

It is harmless where the pods are still to come on purpose, as for a colour of a blue/green pair that does not run
now.

Upstream: \`pkg/controller/endpointslice/endpointslice_controller.go#syncService\` (v1.36).`,
    example: {
      service: "web",
      namespace: "shop",
      deployment: "web",
      wanted: ["tier=frontend"],
      actual: ["tier=front"],
      byName: false,
    },
    message({ service, wanted, actual }) {
      const misses = wanted.map((label, index) => {
        const has = actual[index] ?? "";
        return `\`${label}\`, where the pod template has ${has.includes("=") ? `\`${has}\`` : "no such label"}`;
      });
      return `Service \`${service}\` selects no pod: it asks for ${listOf(misses)}`;
    },
    help({ service, namespace, deployment, actual, byName }) {
      const missing = actual.filter((label) => !label.includes("="));
      if (byName && missing.length === actual.length) {
        return [
          `if it is meant for \`${deployment}\`, let it select the labels in \`spec.template.metadata.labels\`:`,
          `  kubectl -n ${namespace} edit service ${service}`,
        ].join("\n");
      }
      const selector = Object.fromEntries(
        actual.map((label) => {
          const [key = "", value = null] = label.split("=");
          return [key, value];
        }),
      );
      return [
        `if it is meant for \`${deployment}\`, let it ask for what the pods have:`,
        `  kubectl -n ${namespace} patch service ${service} --type=merge \\`,
        `    -p '${JSON.stringify({ spec: { selector } })}'`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    return facts.missingServices.map(({ name, selector, mismatches }) => ({
      parameters: {
        service: name,
        namespace: subject.namespace ?? "",
        deployment: subject.name,
        wanted: mismatches.map(({ key, wanted }) => `${key}=${wanted}`),
        actual: mismatches.map(({ key, actual }) => (actual === undefined ? key : `${key}=${actual}`)),
        byName: mismatches.length === Object.keys(selector).length,
      },
      evidence: [
        ...mismatches.map(({ key, wanted }) =>
          evidence(beside(subject, "v1", "Service", name), `/spec/selector/${pointerStep(key)}`, wanted),
        ),
        ...mismatches.flatMap(({ key, actual }) =>
          actual === undefined
            ? []
            : [evidence(subject, `/spec/template/metadata/labels/${pointerStep(key)}`, actual)],
        ),
      ],
    }));
  },
});
