import type { DaemonSetFacts } from "../explanation/daemonSetFacts.ts";
import type { DeploymentFacts } from "../explanation/deploymentFacts.ts";
import type { SelectingService, ServicePortTarget } from "../explanation/services.ts";
import type { StatefulSetFacts } from "../explanation/statefulSetFacts.ts";
import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { listOf, named } from "./words.ts";

export const servicePortUnmatched = finding<
  {
    readonly kind: string;
    readonly name: string;
    readonly namespace: string;
    readonly service: string;
    readonly headless: boolean;
    /** The targets are names, which have to be declared; a number works without. */
    readonly byName: boolean;
    /** Of the Service, `80/TCP`. */
    readonly ports: readonly string[];
    /** Where each of them leads. */
    readonly targets: readonly string[];
    /** What the containers declare; empty where that is not known. */
    readonly declared: readonly string[];
  },
  "Deployment" | "StatefulSet" | "DaemonSet"
>({
  meta: {
    code: "ServicePortUnmatched",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "a port of a Service leads to a port that no container declares",
    explanation: `A port of a Service leads to its \`targetPort\` in each pod. Where that is a name, it is looked up among the ports
that the containers declare, by name and protocol. A name that none declares leaves the port out of the endpoint
slices: the Service has endpoints, all pods are ready, and the port leads to none of these pods. Of a headless
Service the pods still have their names, but the port has no SRV record.

A number is taken as it is; \`containerPort\` is informative, and a process may listen on a port that is not
declared. Said of a number is therefore only that the containers declare ports, and this one is not among them,
which is how a slip looks.

It is harmless where the process does listen on the number, and where an admission webhook adds a container that
declares the port.

Upstream: \`staging/src/k8s.io/endpointslice/utils.go#FindPort\`, \`#getEndpointPorts\` (v1.36).`,
    example: {
      kind: "Deployment",
      name: "web",
      namespace: "shop",
      service: "web",
      headless: false,
      byName: true,
      ports: ["80/TCP"],
      targets: ["https"],
      declared: ["8080"],
    },
    message({ service, headless, byName, ports, targets, declared }) {
      const one = ports.length === 1;
      const start = `${one ? "port" : "ports"} ${named(ports)} of Service \`${service}\` ${one ? "leads" : "lead"} to`;
      if (!byName) {
        return `${start} ${listOf(targets)} in the pods, and the containers declare only ${listOf(declared)}`;
      }
      const effect = headless
        ? `${one ? "has" : "have"} no SRV record`
        : `${one ? "reaches" : "reach"} none of these pods`;
      return `${start} ${named(targets)}, and no container declares a port of ${one ? "that name" : "those names"} and protocol, so ${one ? "it" : "they"} ${effect}`;
    },
    help({ kind, name, namespace, service, byName, targets, declared }) {
      const has = declared.length === 0 ? "" : ` (they declare ${listOf(declared)})`;
      if (!byName) {
        return [
          `if nothing listens there, let \`targetPort\` be a port that the containers serve${has}:`,
          `  kubectl -n ${namespace} edit service ${service}`,
        ].join("\n");
      }
      return [
        `name the container's port ${named(targets)} in the pod template, which replaces the pods, or let \`targetPort\` be what the containers have${has}; these are the names:`,
        `  kubectl -n ${namespace} get ${kind.toLowerCase()} ${name} -o jsonpath='{.spec.template.spec.containers[*].ports}'`,
        `  kubectl -n ${namespace} edit service ${service}`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const declared = declaredPorts(facts);
    return facts.services.flatMap((service) =>
      unmatched(service, declared).map(({ byName, targets }) => ({
        parameters: {
          kind: subject.kind,
          name: subject.name,
          namespace: subject.namespace ?? "",
          service: service.name,
          headless: service.headless,
          byName,
          ports: targets.map(({ port, protocol }) => `${port}/${protocol}`),
          targets: targets.map(({ targetPort }) => `${targetPort}`),
          declared: declared.map((port) => `${port}`),
        },
        evidence: targets.map((target) =>
          evidence(
            beside(subject, "v1", "Service", service.name),
            `/spec/ports/${service.portTargets.indexOf(target)}/targetPort`,
            target.targetPort,
          ),
        ),
      })),
    );
  },
});

interface Unmatched {
  readonly byName: boolean;
  readonly targets: readonly ServicePortTarget[];
}

/** Clients of a headless Service reach the pods themselves, at whatever port they know: its numbers lead nowhere. */
function unmatched(
  { portTargets, headless }: SelectingService,
  declared: readonly number[],
): readonly Unmatched[] {
  const without = portTargets.filter(({ container }) => container === undefined);
  const isName = ({ targetPort }: ServicePortTarget) => typeof targetPort === "string";
  // One that is declared for another protocol is no slip of the number; many processes serve both on one.
  const isUnknownNumber = ({ targetPort }: ServicePortTarget) =>
    typeof targetPort === "number" && !declared.includes(targetPort);
  return [
    { byName: true, targets: without.filter(isName) },
    {
      byName: false,
      targets: headless || declared.length === 0 ? [] : without.filter(isUnknownNumber),
    },
  ].filter(({ targets }) => targets.length > 0);
}

/** Of a DaemonSet the facts know the ports of the host alone, so nothing is said of its numbers. */
function declaredPorts(facts: DeploymentFacts | StatefulSetFacts | DaemonSetFacts): readonly number[] {
  if ("declaredPorts" in facts) return facts.declaredPorts;
  if ("servicePorts" in facts) return facts.servicePorts.map(({ containerPort }) => containerPort);
  return [];
}
