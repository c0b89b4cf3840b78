import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { count, listOf } from "./words.ts";

export const noServiceSelects = finding<
  {
    readonly namespace: string;
    readonly deployment: string;
    /** That its containers declare. */
    readonly ports: readonly string[];
  },
  "Deployment"
>({
  meta: {
    code: "NoServiceSelects",
    severity: "info",
    kinds: ["Deployment"],
    title: "it declares ports, and no Service selects its pods",
    explanation: `A container port is reached by the pod's own address, which changes with every pod. A name that stays comes from a
Service that selects the pods, and no Service of the namespace does. Neither the Deployment's controller nor the
Service's ever looks for the other.

It is harmless for a port that is scraped, as metrics are, for one that is reached at the node's address, by
\`hostPort\` or \`hostNetwork\`, or for one that nobody is to reach; and \`containerPort\` is informative, so
declaring one does not have to mean anything.

Upstream: \`pkg/controller/endpointslice/endpointslice_controller.go#syncService\` (v1.36).`,
    example: { namespace: "shop", deployment: "web", ports: ["8080"] },
    message({ ports }) {
      return `its containers declare ${count(ports.length, "port")} (${listOf(ports)}), and no Service selects its pods`;
    },
    help({ namespace, deployment, ports: [first = ""] }) {
      return [
        "if others are to reach it by a name, give it a Service:",
        `  kubectl -n ${namespace} expose deployment ${deployment} --port=${first}`,
      ].join("\n");
    },
  },
  find({ subject, facts, gaps }) {
    const { services, missingServices, declaredPorts } = facts;
    // Without a cluster its Service may be there all the same, and what could not be read may be there as well.
    if (subject.uid === undefined || gaps.some(({ resource }) => resource === "services")) return [];
    if (declaredPorts.length === 0 || services.length > 0 || missingServices.length > 0) return [];
    const ports = declaredPorts.map((port) => `${port}`);
    return [
      {
        parameters: { namespace: subject.namespace ?? "", deployment: subject.name, ports },
        evidence: [evidence(subject, "/metadata/name", subject.name)],
      },
    ];
  },
});
