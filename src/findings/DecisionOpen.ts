import { evidence } from "./evidence.ts";
import { placeOf } from "./fieldPath.ts";
import { conversionFinding } from "./rule.ts";

export const decisionOpen = conversionFinding<{
  /** What it is about: `volume data`. */
  readonly about: string;
  /** What stands in the manifest meanwhile: `--volume data=shared`. */
  readonly flag: string;
  readonly question: string;
  /** What can be chosen, and of each in the same place what it gives and costs. */
  readonly choices: readonly string[];
  readonly effects: readonly string[];
}>({
  meta: {
    code: "DecisionOpen",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "something has to be decided before the manifest is applied",
    explanation: `Some things of one kind have several counterparts in another, and which of them is right follows from what the
workload does, not from its manifest. That concerns above all volumes: whether pods are to share a claim, or to
have one each, or none. The tool does not guess. Until somebody decides, the manifest has the choice that touches
no data, and a comment at the place with all choices.

A decision is closed by its flag, also by the one that says what stands there already. In a manifest that is
written to be applied by others, every decision should be closed: the command in its history then tells what was
meant.

That these are decisions is this tool's own judgement: whatever loses data or cannot be changed later is asked.`,
    example: {
      about: "volume data",
      flag: "--volume data=shared",
      question: "all pods mount the claim `grafana-data`, as now",
      choices: ["--volume data=template", "--volume data=shared"],
      effects: [
        "each pod gets a claim of its own, which stays when the pod goes",
        "all pods mount `grafana-data`, as now",
      ],
    },
    message({ about, flag, question }) {
      return `${about} is for you to decide, and until then it is as with \`${flag}\`: ${question}`;
    },
    help({ choices, effects }) {
      return [
        "add one of these flags:",
        ...choices.flatMap((choice, index) => [`${effects[index]}:`, `  ${choice}`]),
      ].join("\n");
    },
  },
  find({ target, objects, decisions }) {
    return decisions
      .filter(({ open }) => open)
      .map(({ about, flag, question, choices, path }) => {
        const { pointer, value } = placeOf(objects[0], path);
        return {
          parameters: {
            about,
            flag,
            question,
            choices: choices.map((choice) => choice.flag),
            effects: choices.map((choice) => choice.effect),
          },
          evidence: [evidence(target, pointer, value)],
        };
      });
  },
});
