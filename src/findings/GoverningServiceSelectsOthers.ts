import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";

export const governingServiceSelectsOthers = finding<
  {
    readonly service: string;
    readonly namespace: string;
    /** It is an alias of a name outside, and has no endpoints at all. */
    readonly externalName: boolean;
    /** Of the Service, `key=value`. */
    readonly selector: readonly string[];
    /** By which the pods can be selected, `key=value`; empty when the StatefulSet's selector has no matchLabels. */
    readonly labels: readonly string[];
  },
  "StatefulSet"
>({
  meta: {
    code: "GoverningServiceSelectsOthers",
    severity: "error",
    kinds: ["StatefulSet"],
    title: "the governing Service does not select the pods",
    explanation: `DNS has a record for \`<pod>.<service>.<namespace>.svc.<domain>\` only while the pod is an endpoint of the Service
that \`spec.serviceName\` names: its selector has to match the labels of the pod template, every one that it asks
for. A Service of type ExternalName has no endpoints at all, it is an alias.

The StatefulSet controller sets the pods' hostname and subdomain and never looks at the Service, so all pods run
and are ready, and every peer that looks one of them up by name fails. The names appear a few seconds after the
selector matches; no pod has to be restarted.

It is no problem where somebody writes the Service's endpoint slices by hand, but such a Service has no selector,
and is not meant here.

Upstream: \`pkg/controller/endpointslice/endpointslice_controller.go#syncService\`,
\`pkg/controller/statefulset/stateful_set_utils.go#initIdentity\` (v1.36).`,
    example: {
      service: "postgres",
      namespace: "data",
      externalName: false,
      selector: ["app=postgres", "role=primary"],
      labels: ["app=postgres"],
    },
    message({ service, externalName, selector }) {
      return externalName
        ? `the governing Service \`${service}\` is of type ExternalName, which has no endpoints, so no pod has a DNS name`
        : `the governing Service \`${service}\` selects \`${selector.join(",")}\`, which the pod template's labels do not match, so no pod made from it has a DNS name`;
    },
    help({ service, namespace, externalName, selector, labels }) {
      const selects = labels.map((label) => `\`${label}\``).join(" and ");
      const others = externalName ? "its alias" : "the pods that it selects now";
      const why = `whoever uses it for ${others} needs another Service, since \`serviceName\` cannot be changed`;
      if (labels.length === 0) {
        return [
          `let its selector match the labels in \`spec.template.metadata.labels\` of the StatefulSet; ${why}:`,
          `  kubectl -n ${namespace} edit service ${service}`,
        ].join("\n");
      }
      const patch = {
        spec: {
          ...(externalName && { type: "ClusterIP", clusterIP: "None", externalName: null }),
          selector: {
            ...Object.fromEntries(selector.map((label) => [pair(label)[0], null])),
            ...Object.fromEntries(labels.map(pair)),
          },
        },
      };
      return [
        `let it select ${selects}; ${why}:`,
        `  kubectl -n ${namespace} patch service ${service} --type=merge \\`,
        `    -p '${JSON.stringify(patch)}'`,
      ].join("\n");
    },
  },
  find({ subject, facts: { governingService, selectorLabels } }) {
    if (governingService?.exists !== true) return [];
    const { name, type, selector = {}, selects } = governingService;
    const externalName = type === "ExternalName";
    if (!externalName && selects !== false) return [];
    const service = beside(subject, "v1", "Service", name);
    return [
      {
        parameters: {
          service: name,
          namespace: subject.namespace ?? "",
          externalName,
          selector: pairs(selector),
          labels: pairs(selectorLabels),
        },
        evidence: [
          externalName
            ? evidence(service, "/spec/type", type)
            : evidence(service, "/spec/selector", selector),
          evidence(subject, "/spec/serviceName", name),
        ],
      },
    ];
  },
});

function pairs(labels: { readonly [key: string]: string }): readonly string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

function pair(label: string): readonly [key: string, value: string] {
  const [key = "", value = ""] = label.split("=");
  return [key, value];
}
