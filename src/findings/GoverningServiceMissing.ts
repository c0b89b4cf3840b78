import type { StatefulSetFacts } from "../explanation/statefulSetFacts.ts";
import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { quoted } from "./words.ts";

export const governingServiceMissing = finding<
  {
    readonly service: string;
    readonly namespace: string;
    readonly onlyManifestsRead: boolean;
    /** Namespaces that have a Service of this name. */
    readonly elsewhere: readonly string[];
    /** Of the pod template, `key=value`. */
    readonly labels: readonly string[];
    /** `name=port` of the containers, as far as they have a name, else `port`. */
    readonly ports: readonly string[];
  },
  "StatefulSet"
>({
  meta: {
    code: "GoverningServiceMissing",
    severity: "error",
    kinds: ["StatefulSet"],
    title: "the governing Service does not exist",
    explanation: `A StatefulSet gives every pod the hostname \`<name>-<ordinal>\` and the subdomain \`spec.serviceName\`. DNS has a
record for \`<pod>.<service>.<namespace>.svc.<domain>\` only while a Service of that name exists in the same
namespace and selects the pod. The StatefulSet controller never looks at the Service: without it all pods run and
are ready, and every peer that looks one of them up by name fails.

\`spec.serviceName\` of a StatefulSet cannot be changed, so the Service has to be created under the name that the
StatefulSet says. It should be headless (\`clusterIP: None\`). The records appear a few seconds later; no pod has to
be restarted.

Upstream: \`pkg/controller/statefulset/stateful_set_utils.go#initIdentity\`,
\`staging/src/k8s.io/endpointslice/util/controller_utils.go#ShouldSetHostname\` (v1.36).`,
    example: {
      service: "nginx",
      namespace: "default",
      onlyManifestsRead: false,
      elsewhere: [],
      labels: ["app=nginx"],
      ports: ["web=80"],
    },
    message({ service, namespace, onlyManifestsRead, elsewhere }) {
      if (onlyManifestsRead) {
        return `none of the manifests is the governing Service \`${service}\`: unless namespace \`${namespace}\` has it, no pod gets a DNS name`;
      }
      const other =
        elsewhere.length === 0
          ? ""
          : `; the one in namespace \`${elsewhere.join("`, `")}\` is of no use here`;
      return `the governing Service \`${service}\` does not exist in namespace \`${namespace}\`, so no pod has a DNS name${other}`;
    },
    help({ service, namespace, labels, ports }) {
      return [
        "apply it; the pods need no restart:",
        "  apiVersion: v1",
        "  kind: Service",
        "  metadata:",
        `    name: ${service}`,
        `    namespace: ${namespace}`,
        "  spec:",
        "    clusterIP: None",
        ...selectorLines(labels),
        ...(ports.length > 0 ? ["    ports:"] : []),
        ...ports.flatMap((each) => {
          const [, named, port, protocol] = /^(?:(.+)=)?(\d+)(?:\/(.+))?$/.exec(each) ?? [];
          const name = named ?? `port-${port}${protocol === undefined ? "" : `-${protocol.toLowerCase()}`}`;
          return [
            `    - name: ${name}`,
            `      port: ${port}`,
            ...(protocol === undefined ? [] : [`      protocol: ${protocol}`]),
          ];
        }),
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const { governingService, servicePorts, selectorLabels } = facts;
    if (governingService === undefined) return [];
    const { name, exists, notInManifests = false, elsewhere = [] } = governingService;
    if (exists !== false && !notInManifests) return [];
    return [
      {
        parameters: {
          service: name,
          namespace: subject.namespace ?? "",
          onlyManifestsRead: notInManifests,
          elsewhere,
          labels: Object.entries(selectorLabels).map(([key, value]) => `${key}=${value}`),
          ports: distinctPorts(servicePorts).map(portText),
        },
        evidence: [evidence(subject, "/spec/serviceName", name)],
      },
    ];
  },
});

/** Without matchLabels there is no telling which labels are the pods' own; a Service without selector finds none. */
function selectorLines(labels: readonly string[]): readonly string[] {
  if (labels.length === 0) return ["    selector: # labels of spec.template that no other pods have"];
  return [
    "    selector:",
    ...labels.map((label) => {
      const [key = "", value = ""] = label.split("=");
      return `      ${key}: ${quoted(value)}`;
    }),
  ];
}

/** `sql=5432`, `9187`, `dns=53/UDP`. */
function portText({ name, containerPort, protocol }: StatefulSetFacts["servicePorts"][number]): string {
  const number = protocol === "TCP" ? `${containerPort}` : `${containerPort}/${protocol}`;
  return name === undefined ? number : `${name}=${number}`;
}

/** Two containers may declare the same port, or name two ports alike; a Service must not. */
function distinctPorts(ports: StatefulSetFacts["servicePorts"]): StatefulSetFacts["servicePorts"] {
  return ports.filter(({ name, containerPort, protocol }, index) =>
    ports
      .slice(0, index)
      .every(
        (other) =>
          (other.containerPort !== containerPort || other.protocol !== protocol) &&
          (name === undefined || other.name !== name),
      ),
  );
}
