import { evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";
import { named } from "./words.ts";

export const podNamesVanish = conversionFinding<{
  /** `Kind/name` of those that name a pod, each once. */
  readonly referrers: readonly string[];
  readonly namesBefore: string;
  readonly namesAfter: string;
  /** The commands that mend what a command can mend. */
  readonly patches: readonly string[];
}>({
  meta: {
    code: "PodNamesVanish",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "something names pods that will be called otherwise",
    explanation: `The pods of a StatefulSet have names that last, \`<name>-<ordinal>\`, and with a governing Service one each in DNS:
\`postgres-0.postgres\`. Others rely on that: a Service that selects one pod by the label
\`statefulset.kubernetes.io/pod-name\`, or a list of members in a configuration. Pods of other kinds are called
anew whenever they are created and have neither the label nor a name in DNS, so such a Service has no endpoints,
and such a name does not resolve. A StatefulSet with another name has the same names with another beginning.

A ConfigMap is searched for the names as text. Where it only describes the pods, and nobody connects by what it
says, it is harmless.

Upstream: \`pkg/controller/statefulset/stateful_set_utils.go#updateIdentity\`,
\`staging/src/k8s.io/endpointslice/util/controller_utils.go#ShouldSetHostname\` (v1.36).`,
    example: {
      referrers: ["Service/postgres-primary", "ConfigMap/pgpool"],
      namesBefore: "postgres-0 … postgres-2",
      namesAfter: "postgres-<hash>-<random>",
      patches: [],
    },
    message({ referrers, namesBefore, namesAfter }) {
      return `${named(referrers)} ${referrers.length === 1 ? "goes" : "go"} by the names of pods, \`${namesBefore}\`, which will be called \`${namesAfter}\``;
    },
    help({ patches }) {
      const how =
        "name a Service that all pods serve instead, or keep the StatefulSet where one pod is not as good as another";
      return [
        patches.length === 0 ? how : `${how}:`,
        ...patches.flatMap((patch) => patch.split("\n").map((line) => `  ${line}`)),
      ].join("\n");
    },
  },
  find({ references = [], pods }) {
    const broken = references.filter(({ by, holds }) => by === "PodName" && !holds);
    if (broken.length === 0) return [];
    return [
      {
        parameters: {
          referrers: [...new Set(broken.map(({ ref }) => `${ref.kind}/${ref.name}`))],
          namesBefore: pods.namesBefore,
          namesAfter: pods.namesAfter,
          patches: broken.flatMap(({ patch }) => patch ?? []),
        },
        evidence: broken.map(({ ref, path, value }) => evidence(ref, path, value)),
      },
    ];
  },
});
