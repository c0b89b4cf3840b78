import { claimTemplates } from "./claimTemplates.ts";
import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

/** The default of the API server, where a template says nothing. */
const defaultSeconds = 30;

export const noGracePeriodForData = finding<
  {
    readonly statefulSet: string;
    readonly namespace: string;
    readonly seconds: number;
    /** That are mounted to be written: names of volumeClaimTemplates, then of claims that all pods share. */
    readonly volumes: readonly string[];
    readonly applied: boolean;
  },
  "StatefulSet"
>({
  meta: {
    code: "NoGracePeriodForData",
    severity: "warning",
    kinds: ["StatefulSet"],
    title: "the pods get no time to flush their data",
    explanation: `A pod that is deleted, drained or updated gets SIGTERM, and SIGKILL when \`terminationGracePeriodSeconds\` are over.
With 0 or 1 the kubelet still waits two seconds, which is little for a process to write down what it holds in
memory and to close its files: a database then recovers from its log at every start, and one that has no log loses
what it had not written.

With 0 there is more to it. The API server removes the pod at once, without waiting for the kubelet's word that the
process has ended, and the controller creates the successor: on a node that does not answer the old process may
still be writing. That a StatefulSet never runs two pods of one ordinal is no longer so.

It is harmless for a process that can be killed at any time.

Upstream: \`pkg/registry/core/pod/strategy.go#CheckGracefulDelete\`,
\`pkg/kubelet/kuberuntime/kuberuntime_container.go#killContainer\` (v1.36).`,
    example: { statefulSet: "postgres", namespace: "data", seconds: 0, volumes: ["data"], applied: true },
    message({ seconds, volumes }) {
      const killed = `\`terminationGracePeriodSeconds: ${seconds}\` gives the pods no time to write what they hold for ${named(volumes)}`;
      return seconds === 0
        ? `${killed}, and a pod's successor may start while its process still runs on a node that does not answer`
        : killed;
    },
    help({ statefulSet, namespace, applied }) {
      if (!applied) {
        return [
          `give them the time that they need; ${defaultSeconds} seconds are the default:`,
          "  spec:",
          "    template:",
          "      spec:",
          `        terminationGracePeriodSeconds: ${defaultSeconds}`,
        ].join("\n");
      }
      const patch = { spec: { template: { spec: { terminationGracePeriodSeconds: defaultSeconds } } } };
      return [
        `give them the time that they need; ${defaultSeconds} seconds are the default. This changes the pod template, so the pods are replaced, a last time without grace:`,
        `  kubectl -n ${namespace} patch statefulset ${statefulSet} --type=merge \\`,
        `    -p '${JSON.stringify(patch)}'`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const seconds = facts.terminationGracePeriodSeconds;
    const shared = facts.mountedClaims.filter(({ readOnly }) => !readOnly).map(({ claim }) => claim);
    const volumes = [...claimTemplates(facts), ...shared];
    if (seconds > 1 || volumes.length === 0) return [];
    return [
      {
        parameters: {
          statefulSet: subject.name,
          namespace: subject.namespace ?? "",
          seconds,
          volumes,
          applied: subject.uid !== undefined,
        },
        evidence: [evidence(subject, "/spec/template/spec/terminationGracePeriodSeconds", seconds)],
      },
    ];
  },
});
