import type { Autoscaler } from "../explanation/references.ts";
import { kubectlName } from "./autoscalers.ts";
import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const ambiguousHpaSelector = finding<
  {
    readonly namespace: string;
    readonly kind: string;
    /** HorizontalPodAutoscalers that name this workload. */
    readonly hpas: readonly string[];
    /** HorizontalPodAutoscalers of other workloads whose selectors meet in the same pods. */
    readonly others: readonly string[];
    /** All but one of those that name this workload, `kind/name`; of what KEDA made its ScaledObject. */
    readonly surplus: readonly string[];
  },
  "Deployment" | "StatefulSet"
>({
  meta: {
    code: "AmbiguousHpaSelector",
    severity: "error",
    kinds: ["Deployment", "StatefulSet"],
    title: "several HorizontalPodAutoscalers have the same pods, so none scales",
    explanation: `Before a HorizontalPodAutoscaler looks at its metrics, its controller takes the pods that the target's selector
matches and asks which autoscalers have a target whose selector matches one of them. If it is more than one, the
controller sets \`ScalingActive\` False with the reason \`AmbiguousSelector\` and computes nothing, for each of
them. Only the bounds are still kept: replicas above \`maxReplicas\` or below \`minReplicas\` are brought back.

It comes of two autoscalers for one workload, often one written by hand beside the one that KEDA makes of a
ScaledObject, or of two workloads whose selectors match the pods of each other. One autoscaler may have several
metrics and takes the highest of their answers, so two are never needed.

Upstream: \`pkg/controller/podautoscaler/horizontal.go#validateAndParseSelector\`,
\`#hpasControllingPodsUnderSelector\` (v1.36).`,
    example: {
      namespace: "shop",
      kind: "Deployment",
      hpas: ["web", "web-memory"],
      others: [],
      surplus: ["HorizontalPodAutoscaler/web-memory"],
    },
    message({ kind, hpas, others }) {
      const none = hpas.length + others.length > 2 ? "none" : "neither";
      if (others.length === 0 && hpas.length > 1) {
        return `the HorizontalPodAutoscalers ${named(hpas)} name the same ${kind}: ${none} scales it by its metrics`;
      }
      const which = others.length === 0 ? "another one" : named(others);
      const shared = `shares pods with ${which} of another workload, since their selectors overlap`;
      return `the HorizontalPodAutoscaler ${named(hpas)} ${shared}: ${none} scales by its metrics`;
    },
    help({ namespace, hpas, others, surplus }) {
      if (surplus.length > 0) {
        return [
          "move the metrics of all into one of them and delete the rest:",
          ...surplus.map((object) => {
            const [kind = "", name = ""] = object.split("/");
            return `  kubectl -n ${namespace} delete ${kubectlName(kind, name)}`;
          }),
        ].join("\n");
      }
      return [
        "make one of the workloads anew, with a selector and labels of its own, or delete one of the autoscalers:",
        `  kubectl -n ${namespace} get ${kubectlName("HorizontalPodAutoscaler", [...hpas, ...others].join(" "))}`,
      ].join("\n");
    },
  },
  find({ subject, facts: { references } }) {
    const own = references.autoscalers.filter(
      ({ ref, namesSubject }) => namesSubject && ref.kind === "HorizontalPodAutoscaler",
    );
    const ambiguous = own.filter((hpa) => hpa.sharesPodsWith.length > 0 || refusal(hpa) !== undefined);
    if (ambiguous.length === 0) return [];
    const ownNames = new Set(own.map(({ ref }) => ref.name));
    const sharing = new Set(
      ambiguous.flatMap((hpa) => [hpa.ref.name, ...hpa.sharesPodsWith, ...namedIn(hpa)]),
    );
    const hpas = [...sharing].filter((name) => ownNames.has(name));
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          kind: subject.kind,
          hpas,
          others: [...sharing].filter((name) => !ownNames.has(name)),
          surplus: surplusOf(own.filter(({ ref }) => hpas.includes(ref.name))),
        },
        evidence: ambiguous.map((hpa) => {
          const index = refusal(hpa);
          return index === undefined
            ? evidence(hpa.ref, "/spec/scaleTargetRef/name", hpa.target.name)
            : evidence(hpa.ref, `/status/conditions/${index}/reason`, "AmbiguousSelector");
        }),
      },
    ];
  },
});

/** The index of the condition that says so. */
function refusal({ conditions }: Autoscaler): number | undefined {
  const index = conditions.findIndex(
    ({ type, status, reason }) =>
      type === "ScalingActive" && status === "False" && reason === "AmbiguousSelector",
  );
  return index === -1 ? undefined : index;
}

/** `pods by selector app=web are controlled by multiple HPAs: [shop/web shop/web-memory]` */
function namedIn(hpa: Autoscaler): readonly string[] {
  const message = hpa.conditions[refusal(hpa) ?? -1]?.message ?? "";
  const list = /controlled by multiple HPAs: \[(.*)\]$/.exec(message)?.[1] ?? "";
  return list.split(" ").flatMap((key) => key.split("/")[1] ?? []);
}

/** One that KEDA made comes back as long as its ScaledObject is there, so that is the one to keep. */
function surplusOf(hpas: readonly Autoscaler[]): readonly string[] {
  const kept = hpas.find(({ managedBy }) => managedBy !== undefined) ?? hpas[0];
  return hpas
    .filter((hpa) => hpa !== kept)
    .map(({ ref, managedBy = ref }) => `${managedBy.kind}/${managedBy.name}`);
}
