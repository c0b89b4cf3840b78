import { evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const drainSkipsDaemonSet = conversionFinding<{ readonly from: string; readonly daemonSet: string }>({
  meta: {
    code: "DrainSkipsDaemonSet",
    severity: "info",
    kinds: ["DaemonSet"],
    title: "a drain leaves the pods of a DaemonSet where they are",
    explanation: `\`kubectl drain\` evicts the pods of a node, so that others can take their place before the node goes. Pods of a
DaemonSet it does not evict: it refuses to drain a node that has any, unless \`--ignore-daemonsets\` says to leave
them. Evicted, they would come back to the same node at once, since a DaemonSet's pods tolerate that a node is
cordoned; a node that is cordoned gets its pod as any other.

So they run until the node stops, and end then as it does: what they have to finish needs the node's graceful
shutdown. Nor are they evicted from a node that is not ready or cannot be reached, where other pods go after 300 s and
start elsewhere: they are there again when the node is. A PodDisruptionBudget does not protect them, and cannot be
counted for a DaemonSet.

Upstream: \`staging/src/k8s.io/kubectl/pkg/drain/filters.go#daemonSetFilter\`,
\`pkg/controller/daemon/util/daemonset_util.go#AddOrUpdateDaemonPodTolerations\` (v1.36).`,
    example: { from: "Deployment", daemonSet: "grafana" },
    message() {
      return "`kubectl drain` leaves the pods of a DaemonSet on their node until it stops, a cordoned node gets a pod as well, and a node that is not ready keeps its pod, which other kinds lose after 300 s";
    },
    help() {
      return [
        "drain with the flag that leaves them, and have the program end quickly when it is told to:",
        "  kubectl drain NODE --ignore-daemonsets",
      ].join("\n");
    },
  },
  find({ subject, target }) {
    return [
      {
        parameters: { from: subject.kind, daemonSet: target.name },
        evidence: [evidence(target, "/kind", target.kind)],
      },
    ];
  },
});
