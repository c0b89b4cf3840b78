import type { Evidence } from "../explanation/finding.ts";
import { standIn } from "../explanation/standIns.ts";
import { evidence, pointerStep } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";
import { count } from "./words.ts";

export const valuesRedacted = conversionFinding<{
  /** How many values of the new object are not the real ones. */
  readonly values: number;
  readonly subject: string;
  readonly namespace: string;
  readonly to: string;
}>({
  meta: {
    code: "ValuesRedacted",
    severity: "error",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "values of the snapshot are stand-ins, so the manifest cannot be applied",
    explanation: `A saved snapshot has no values of environment variables, no arguments of commands and no headers of probes, since they
may be secret and a snapshot is made to be shown to others. In their places stands \`<redacted 1>\` and so on. A
conversion of a workload from a snapshot has those stand-ins in its manifest: it shows what changes and why, and
applied as it is, the containers would be started with them.

Convert the workload from the cluster, or the file that it comes from, to have a manifest to apply. It is harmless
as long as the conversion is only read.

That a snapshot is redacted is this tool's own judgement of what may be shown: \`kubectl workload snapshot --help\`.`,
    example: { values: 4, subject: "deployment/grafana", namespace: "monitoring", to: "statefulset" },
    message({ values }) {
      return `${count(values, "value")} of the manifest ${values === 1 ? "is a stand-in" : "are stand-ins"} (\`<redacted 1>\`), since the snapshot has no values of variables and commands: it must not be applied`;
    },
    help({ subject, namespace, to }) {
      return [
        "to have one to apply, convert the workload from its cluster:",
        `  kubectl workload convert ${subject} -n ${namespace} --to ${to}`,
      ].join("\n");
    },
  },
  find({ source, subject, target, objects }) {
    if (source.type !== "snapshot") return [];
    // What goes with the workload is made by the tool, and has no values from anywhere.
    const places = standIns(objects[0], "").map(({ pointer, value }) => evidence(target, pointer, value));
    if (places.length === 0) return [];
    return [
      {
        parameters: {
          values: places.length,
          subject: `${subject.kind.toLowerCase()}/${subject.name}`,
          namespace: subject.namespace ?? "",
          to: target.kind.toLowerCase(),
        },
        evidence: places,
      },
    ];
  },
});

function standIns(
  value: unknown,
  pointer: string,
): readonly (Pick<Evidence, "value"> & { readonly pointer: string })[] {
  if (typeof value === "string") return value.startsWith(standIn) ? [{ pointer, value }] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, of]) => standIns(of, `${pointer}/${pointerStep(key)}`));
}
