import { evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const nameChanged = conversionFinding<{
  readonly old: string;
  readonly new: string;
  readonly to: string;
  readonly reason: string;
  /** The command that made the conversion. */
  readonly command: string;
}>({
  meta: {
    code: "NameChanged",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "the workload cannot keep its name",
    explanation: `The pods of a StatefulSet are called after it, and a pod's name is its hostname, so the name of a StatefulSet has to be
a DNS label: without dots, unlike the name of a Deployment or a DaemonSet. It must not be longer than 52 characters
either, although the API server takes 63: the name with the hash of its revision is the value of a label of its
pods, and beyond 63 characters in all not one of them can be created.

The tool takes the nearest name that is possible. Whatever names the workload has to follow: autoscalers, dashboards
and alerts, scripts. The old and the new one can be there at the same time, and have the same labels.

Upstream: \`pkg/apis/apps/validation/validation.go#ValidateStatefulSetName\`,
\`pkg/controller/history/controller_history.go#ControllerRevisionName\` (v1.36).`,
    example: {
      old: "grafana.monitoring",
      new: "grafana-monitoring",
      to: "StatefulSet",
      reason: "the name of a StatefulSet has to be a DNS label, of lower case letters, digits and `-`",
      command: "kubectl workload convert deploy/grafana.monitoring -n monitoring --to statefulset",
    },
    message({ old, new: name, to, reason }) {
      return `the ${to} is called \`${name}\`, not \`${old}\`: ${reason}`;
    },
    help({ command }) {
      return [
        "choose the name yourself, and have what names the old one name it:",
        `  ${command} --name NAME`,
      ].join("\n");
    },
  },
  find({ subject, target, changes, command }) {
    const change = changes.find(({ path }) => path === "metadata.name");
    if (change === undefined || target.name === subject.name || asksForName(command)) return [];
    return [
      {
        parameters: {
          old: subject.name,
          new: target.name,
          to: target.kind,
          // What to do about it is the help.
          reason: change.reason.replace(/: `--name` .*$/, ""),
          command,
        },
        evidence: [
          evidence(subject, "/metadata/name", subject.name),
          evidence(target, "/metadata/name", target.name),
        ],
      },
    ];
  },
});

function asksForName(command: string): boolean {
  return / --name[ =]/.test(command);
}
