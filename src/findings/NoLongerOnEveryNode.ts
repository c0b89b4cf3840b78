import type { Toleration } from "../kube/objects.ts";
import { evidence } from "./evidence.ts";
import { newWorkload } from "./newWorkload.ts";
import { needsOwnNode } from "./ownNode.ts";
import { conversionFinding } from "./rule.ts";
import { quoted } from "./words.ts";

export const noLongerOnEveryNode = conversionFinding<{
  readonly to: string;
  /** How many pods there will be; 0 when it is not known. */
  readonly pods: number;
  /** Something keeps two of them off one node. */
  readonly apart: boolean;
  /** They leave a node that is not ready after 300 s. */
  readonly leaves: boolean;
  /** By which its pods are found: `app=fluentd`. */
  readonly labels: readonly string[];
  /** The command that made the conversion. */
  readonly command: string;
}>({
  meta: {
    code: "NoLongerOnEveryNode",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet"],
    title: "pods are no longer one on every node",
    explanation: `A DaemonSet has a pod on each node that fits and gives every new node one. A Deployment and a StatefulSet have as many
as \`replicas\` says, wherever the scheduler puts them: two may share a node and another has none, a new node gets
none, and when a node goes its pod comes up elsewhere. For what serves its own node, such as an agent for logs,
metrics, storage or the network, that is not the same service, even with as many pods as nodes.

The controller of DaemonSets also adds tolerations to its pods, which the new pods lack. They leave a node that is
not ready or not reachable after 300 s, by the tolerations that the API server adds to all others, and none starts on
a node that is cordoned or short of memory or disk. \`--keep-tolerations\` writes those tolerations into the template.

It is what is wanted where the workload never needed to be on every node.

Upstream: \`pkg/controller/daemon/util/daemonset_util.go#AddOrUpdateDaemonPodTolerations\`,
\`plugin/pkg/admission/defaulttolerationseconds/admission.go\` (v1.36).`,
    example: {
      to: "Deployment",
      pods: 8,
      apart: false,
      leaves: true,
      labels: ["app=fluentd"],
      command: "kubectl workload convert ds/fluentd -n logging --to deployment",
    },
    message({ to, pods, apart, leaves }) {
      const where = apart
        ? "on nodes that the scheduler chooses"
        : "where the scheduler puts them, also two on a node";
      const many = pods === 0 ? "so many pods as `replicas` says" : `${pods} ${pods === 1 ? "pod" : "pods"}`;
      const rest = leaves ? ", and a pod leaves a node that is not ready after 300 s" : "";
      return `the ${to} has ${many} ${where}: a new node gets none${rest}`;
    },
    help({ apart, leaves, labels, command }) {
      const spread = [
        "to spread them as evenly as they can be, add to spec.template.spec:",
        "  topologySpreadConstraints:",
        "  - maxSkew: 1",
        "    topologyKey: kubernetes.io/hostname",
        "    whenUnsatisfiable: ScheduleAnyway",
        "    labelSelector:",
        "      matchLabels:",
        ...labels.map((label) => {
          const at = label.indexOf("=");
          return `        ${label.slice(0, at)}: ${quoted(label.slice(at + 1))}`;
        }),
      ];
      return [
        "if each node needs its pod, leave it a DaemonSet",
        ...(leaves ? ["to have pods stay as long as a DaemonSet's:", `  ${command} --keep-tolerations`] : []),
        ...(apart ? [] : spread),
      ].join("\n");
    },
  },
  find(conversion) {
    const { subject, target, pods, command } = conversion;
    if (subject.kind !== "DaemonSet" || pods.after === 0) return [];
    const workload = newWorkload(conversion);
    const { spec } = workload;
    const template = spec?.template;
    const { tolerations = [] } = template?.spec ?? {};
    return [
      {
        parameters: {
          to: target.kind,
          pods: pods.after ?? 0,
          apart: needsOwnNode(workload) !== undefined,
          leaves: !staysOnUnreadyNodes(tolerations),
          labels: Object.entries(spec?.selector?.matchLabels ?? template?.metadata?.labels ?? {}).map(
            ([key, value]) => `${key}=${value}`,
          ),
          command,
        },
        evidence: [evidence(target, "/spec/replicas", pods.after ?? null)],
      },
    ];
  },
});

/** Whether it tolerates both taints of a node that is not ready, for ever. */
function staysOnUnreadyNodes(tolerations: readonly Toleration[]): boolean {
  return ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"].every((taint) =>
    tolerations.some(
      ({ key, operator, effect, tolerationSeconds }) =>
        operator === "Exists" &&
        (key === undefined || key === taint) &&
        (effect === undefined || effect === "NoExecute") &&
        tolerationSeconds === undefined,
    ),
  );
}
