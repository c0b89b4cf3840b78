import type { TargetKind } from "../explanation/conversion.ts";
import { evidence } from "./evidence.ts";
import { containersOf, downwardFilesOf, newWorkload } from "./newWorkload.ts";
import { conversionFinding } from "./rule.ts";
import { listOf, named } from "./words.ts";

const ordinal = ["apps.kubernetes.io/pod-index", "statefulset.kubernetes.io/pod-name"];

/** Labels that the controllers of other kinds give to their pods, and that of this kind does not. */
const lacking: { readonly [Kind in TargetKind]: readonly string[] } = {
  Deployment: [...ordinal, "controller-revision-hash", "pod-template-generation"],
  StatefulSet: ["pod-template-hash", "pod-template-generation"],
  DaemonSet: [...ordinal, "pod-template-hash"],
};

export const labelValueEmpty = conversionFinding<{
  readonly label: string;
  /** Environment variables that are filled with it. */
  readonly variables: readonly string[];
  /** Files of downwardAPI and projected volumes that have it: `podinfo/shard`. */
  readonly files: readonly string[];
  readonly to: TargetKind;
}>({
  meta: {
    code: "LabelValueEmpty",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "a variable or a file is filled from a label that pods will not have",
    explanation: `Controllers label their pods, each kind in its way: a StatefulSet with the ordinal
(\`apps.kubernetes.io/pod-index\`), the pod's name (\`statefulset.kubernetes.io/pod-name\`) and the revision
(\`controller-revision-hash\`), a Deployment with \`pod-template-hash\`, a DaemonSet with
\`controller-revision-hash\` and \`pod-template-generation\`. A variable can be filled with such a label, by
\`fieldRef\`. Where the pod has no such label the variable is there and empty: the kubelet says nothing, and the
program starts with \`""\` as its number, for instance. So does a file of a \`downwardAPI\` volume, or of one in a
\`projected\` volume: it is there and empty.

For the pod's name \`metadata.name\` works with every kind. An ordinal only a StatefulSet has: a program that needs a
number of its own should stay one.

Upstream: \`pkg/fieldpath/fieldpath.go#ExtractFieldPathAsString\`,
\`pkg/controller/statefulset/stateful_set_utils.go#updateIdentity\` (v1.36).`,
    example: { label: "apps.kubernetes.io/pod-index", variables: ["SHARD"], files: [], to: "Deployment" },
    message({ label, variables, files, to }) {
      const what = [
        ...(variables.length === 0 ? [] : [nounOf("variable", variables)]),
        ...(files.length === 0 ? [] : [nounOf("file", files)]),
      ];
      const one = variables.length + files.length === 1;
      return `the ${listOf(what)} ${one ? "is" : "are"} filled from the label \`${label}\`, which pods of a ${to} do not have: ${one ? "it is" : "they are"} empty`;
    },
    help({ label, variables, files, to }) {
      const field = insteadOf(label, to);
      const why =
        label === "apps.kubernetes.io/pod-index"
          ? "only a StatefulSet's pods have an ordinal; if any name that is the pod's own will do:"
          : "take what these pods have:";
      const [file] = files;
      if (variables.length === 0 && file !== undefined) {
        return [
          why,
          `  - path: ${file.slice(file.indexOf("/") + 1)}`,
          "    fieldRef:",
          `      fieldPath: ${field}`,
        ].join("\n");
      }
      return [
        why,
        `  - name: ${variables[0]}`,
        "    valueFrom:",
        "      fieldRef:",
        `        fieldPath: ${field}`,
      ].join("\n");
    },
  },
  find(conversion) {
    const { target } = conversion;
    const workload = newWorkload(conversion);
    const labels = workload.spec?.template?.metadata?.labels ?? {};
    const variables = containersOf(workload).flatMap(({ container, pointer }) =>
      (container.env ?? []).map((variable, index) => ({ variable, pointer: `${pointer}/env/${index}` })),
    );
    return lacking[target.kind].flatMap((label) => {
      const fieldPath = `metadata.labels['${label}']`;
      const filled = variables.filter(
        ({ variable }) => variable.valueFrom?.fieldRef?.fieldPath === fieldPath,
      );
      const inFiles = downwardFilesOf(workload).filter(({ item }) => item.fieldRef?.fieldPath === fieldPath);
      // A template may set the label itself.
      if (filled.length + inFiles.length === 0 || Object.hasOwn(labels, label)) return [];
      return {
        parameters: {
          label,
          variables: [...new Set(filled.map(({ variable }) => variable.name))],
          files: inFiles.map(({ volume, item }) => `${volume}/${item.path}`),
          to: target.kind,
        },
        evidence: [
          ...filled.map(({ pointer }) =>
            evidence(target, `${pointer}/valueFrom/fieldRef/fieldPath`, fieldPath),
          ),
          ...inFiles.map(({ pointer }) => evidence(target, `${pointer}/fieldRef/fieldPath`, fieldPath)),
        ],
      };
    });
  },
});

function insteadOf(label: string, to: TargetKind): string {
  if (ordinal.includes(label)) return "metadata.name";
  const revision = to === "Deployment" ? "pod-template-hash" : "controller-revision-hash";
  return `metadata.labels['${revision}']`;
}

function nounOf(noun: string, names: readonly string[]): string {
  return `${noun}${names.length === 1 ? "" : "s"} ${named(names)}`;
}
