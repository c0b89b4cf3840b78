import { selectorToQuery } from "../kube/labelSelector.ts";
import type { LabelSelector } from "../kube/objects.ts";
import { evidence } from "./evidence.ts";
import { placeOf } from "./fieldPath.ts";
import { conversionFinding } from "./rule.ts";
import { named, quoted } from "./words.ts";

const labels = "spec.template.metadata.labels";
const expressionsPath = "spec.selector.matchExpressions";

type LabelSelectorRequirement = NonNullable<LabelSelector["matchExpressions"]>[number];

export const selectorNotInTemplate = conversionFinding<{
  readonly from: string;
  /** What the selector asks for and the template had not: `app=grafana`. */
  readonly labels: readonly string[];
  /** Its expressions that the labels of the template do not satisfy, which no label was added for: `tier in (web)`. */
  readonly expressions: readonly string[];
}>({
  meta: {
    code: "SelectorNotInTemplate",
    severity: "error",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "the selector does not match the pods of the template",
    explanation: `\`spec.selector\` tells which pods are the workload's. It has to match those that it makes of its own template, or it
would make pods without end and find none of them. The API server refuses such an object of any kind, with
"selector does not match template labels", so this comes from a file that was never applied as it is.

The manifest has the labels that the selector asks for, so that it is taken; what \`matchExpressions\` mean cannot be
guessed, and stays as it is. Which of the two was meant only the author knows: it can as well be the selector that is
wrong, and it cannot be changed once the object exists. Services, PodDisruptionBudgets and NetworkPolicies select by
the labels, too.

Upstream: \`pkg/apis/apps/validation/validation.go#ValidateDeploymentSpec\` (v1.36).`,
    example: { from: "Deployment", labels: ["app=grafana"], expressions: [] },
    message({ from, labels: wanted, expressions }) {
      if (expressions.length > 0) {
        const asked = named([...wanted, ...expressions]);
        return `the selector of the ${from} asks for ${asked}, which its template has not: the API server refuses it until one of the two is corrected`;
      }
      const one = wanted.length === 1;
      return `the selector of the ${from} asks for the ${one ? "label" : "labels"} ${named(wanted)}, which its template has not: the API server refuses it, and here ${one ? "the label is" : "the labels are"} added`;
    },
    help({ labels: wanted, expressions }) {
      if (expressions.length > 0) {
        return [
          "correct in the file the selector, or the labels of the template so that they satisfy it:",
          "  spec:",
          "    selector:",
          "      matchExpressions: …",
          "    template:",
          "      metadata:",
          "        labels: …",
        ].join("\n");
      }
      return [
        "if the selector is right, add to the template in the file as well; else correct the selector:",
        "  spec:",
        "    template:",
        "      metadata:",
        "        labels:",
        ...wanted.map((label) => {
          const at = label.indexOf("=");
          return `          ${label.slice(0, at)}: ${quoted(label.slice(at + 1))}`;
        }),
      ].join("\n");
    },
  },
  find({ subject, target, objects, changes }) {
    const added = changes.filter(
      ({ path, action }) =>
        path.startsWith(labels) && path !== labels && (action === "Added" || action === "Changed"),
    );
    const missed = changes.filter(({ path, action }) => path === expressionsPath && action === "Decision");
    if (added.length === 0 && missed.length === 0) return [];
    const expressions = missed.flatMap(({ from }) => from as readonly LabelSelectorRequirement[]);
    const places = added.map(({ path, to }) => ({ ...placeOf(objects[0], path), to }));
    return [
      {
        parameters: {
          from: subject.kind,
          labels: places.map(({ pointer, to }) => `${keyIn(pointer)}=${to}`),
          expressions: expressions.map((each) => selectorToQuery({ matchExpressions: [each] })),
        },
        evidence: [
          ...places.map(({ pointer, to }) => evidence(target, pointer, to)),
          ...missed.map(({ from }) => evidence(target, "/spec/selector/matchExpressions", from)),
        ],
      },
    ];
  },
});

/** The last step of a JSON Pointer. */
function keyIn(pointer: string): string {
  return pointer
    .slice(pointer.lastIndexOf("/") + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
}
