import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";

export const governingServiceNotHeadless = finding<
  {
    readonly service: string;
    readonly namespace: string;
    /** `ClusterIP`, `NodePort`, `LoadBalancer` */
    readonly type: string;
    /** Empty in a manifest, where the API server has not given it one yet. */
    readonly clusterIP: string;
    readonly applied: boolean;
  },
  "StatefulSet"
>({
  meta: {
    code: "GoverningServiceNotHeadless",
    severity: "warning",
    kinds: ["StatefulSet"],
    title: "the governing Service is not headless",
    explanation: `The DNS specification of Kubernetes promises a record for \`<pod>.<service>.<namespace>.svc.<domain>\` under a
headless Service (\`clusterIP: None\`) only. The endpoint slices name the pods of every Service, and CoreDNS answers
for a Service with a virtual IP as well; another DNS server need not, and then peers do not find each other.

The Service's own name resolves to the virtual IP, and not to the pods: a client that expects a list of them, as
many drivers of databases do, sees one address, and each connection leads to any of the pods.

It is harmless as long as the cluster's DNS is CoreDNS and nobody looks up the Service's own name for its pods.

Upstream: \`staging/src/k8s.io/endpointslice/util/controller_utils.go#ShouldSetHostname\` (v1.36), which does not ask
for a headless Service; CoreDNS \`plugin/kubernetes/kubernetes.go#findServices\`; the specification is
https://github.com/kubernetes/dns/blob/master/docs/specification.md.`,
    example: {
      service: "postgres",
      namespace: "data",
      type: "ClusterIP",
      clusterIP: "10.96.14.7",
      applied: true,
    },
    message({ service, clusterIP }) {
      const address = clusterIP === "" ? "a virtual IP" : `the virtual IP \`${clusterIP}\``;
      return `the governing Service \`${service}\` has ${address}: only under a headless Service are pods certain to have DNS names, though CoreDNS answers for this one as well`;
    },
    help({ service, namespace, type, applied }) {
      if (!applied) return ["write in its manifest:", "  spec:", "    clusterIP: None"].join("\n");
      if (type !== "ClusterIP") {
        return [
          `\`clusterIP\` and \`serviceName\` are immutable, so the Service has to be deleted and applied anew as headless, and it is of type ${type}: give the clients outside a Service of their own, and once they use that, delete this one and apply it with \`type: ClusterIP\` and \`clusterIP: None\`; in between no pod's name resolves:`,
          `  kubectl -n ${namespace} expose service ${service} --name=${service}-external --type=${type}`,
          `  kubectl -n ${namespace} delete service ${service}`,
        ].join("\n");
      }
      return [
        "`clusterIP` and `serviceName` are immutable, so delete the Service and create it anew as headless, and write `clusterIP: None` in its manifest; for a moment no pod's name resolves, and whoever uses the virtual IP loses it:",
        `  kubectl -n ${namespace} patch service ${service} --dry-run=client -o yaml \\`,
        `    -p '{"spec":{"clusterIP":"None","clusterIPs":["None"]}}' | kubectl replace --force -f -`,
      ].join("\n");
    },
  },
  find({ subject, facts: { governingService } }) {
    if (governingService?.exists !== true || governingService.headless !== false) return [];
    const { name, type = "ClusterIP", clusterIP } = governingService;
    if (type === "ExternalName") return [];
    return [
      {
        parameters: {
          service: name,
          namespace: subject.namespace ?? "",
          type,
          clusterIP: clusterIP ?? "",
          applied: subject.uid !== undefined,
        },
        evidence: [
          evidence(beside(subject, "v1", "Service", name), "/spec/clusterIP", clusterIP ?? null),
          evidence(subject, "/spec/serviceName", name),
        ],
      },
    ];
  },
});
