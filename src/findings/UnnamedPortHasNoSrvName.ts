import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";

export const unnamedPortHasNoSrvName = finding<
  {
    readonly service: string;
    readonly namespace: string;
    readonly port: number;
    /** `TCP`, `UDP`, `SCTP` */
    readonly protocol: string;
    /** A name for it: that of the container's port where it has one. */
    readonly name: string;
    readonly clusterDomain: string;
  },
  "StatefulSet"
>({
  meta: {
    code: "UnnamedPortHasNoSrvName",
    severity: "info",
    kinds: ["StatefulSet"],
    title: "the governing Service's port has no SRV name",
    explanation: `Peers that discover each other by DNS ask for the SRV record
\`_<port>._<protocol>.<service>.<namespace>.svc.<domain>\`, which names every pod and its port. The first part is the
name of the Service's port, and a Service with a single port need not give it one: then there is no such record.

It is harmless where nobody asks for SRV records; the pods' own names, with A or AAAA records, do not depend on
ports. CoreDNS answers a question for SRV records at \`<service>.<namespace>.svc.<domain>\` and at
\`_._<protocol>.<service>.<namespace>.svc.<domain>\` as well, which the DNS specification does not promise. It is only
said of a headless Service with more than one replica: a single one has no peers to find.

Upstream: \`pkg/apis/core/validation/validation.go#ValidateService\`, which asks for names where there are several
ports (v1.36); CoreDNS \`plugin/kubernetes/kubernetes.go#findServices\`.`,
    example: {
      service: "etcd",
      namespace: "default",
      port: 2380,
      protocol: "TCP",
      name: "peer",
      clusterDomain: "cluster.local",
    },
    message({ service, namespace, port, protocol, name, clusterDomain }) {
      return `port \`${port}/${protocol}\` of the governing Service \`${service}\` has no name, so DNS has no SRV record such as \`_${name}._${protocol.toLowerCase()}.${service}.${namespace}.svc.${clusterDomain}\``;
    },
    help({ service, namespace, name }) {
      const patch = [{ op: "add", path: "/spec/ports/0/name", value: name }];
      return [
        "nothing, unless peers or clients look up SRV records; then name the port as they call it:",
        `  kubectl -n ${namespace} patch service ${service} --type=json \\`,
        `    -p '${JSON.stringify(patch)}'`,
      ].join("\n");
    },
  },
  find({ subject, facts: { governingService, pods, servicePorts, clusterDomain } }) {
    if (governingService?.headless !== true || governingService.selects !== true) return [];
    // With several ports the API server asks for a name of each.
    const [port] = governingService.ports ?? [];
    if (port === undefined || port.name !== undefined || pods.desired < 2) return [];
    const { targetPort } = port;
    const ofContainer = servicePorts.find(({ containerPort }) => containerPort === targetPort)?.name;
    const name = typeof targetPort === "string" ? targetPort : ofContainer;
    return [
      {
        parameters: {
          service: governingService.name,
          namespace: subject.namespace ?? "",
          port: port.port,
          protocol: port.protocol,
          name: name ?? `port-${port.port}`,
          clusterDomain: clusterDomain.name,
        },
        evidence: [
          evidence(beside(subject, "v1", "Service", governingService.name), "/spec/ports/0/port", port.port),
        ],
      },
    ];
  },
});
