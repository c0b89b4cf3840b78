import { claimTemplates } from "./claimTemplates.ts";
import { evidence } from "./evidence.ts";
import { retainClaims } from "./retainClaims.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const claimDeletedOnScaleDown = finding<
  {
    readonly statefulSet: string;
    readonly namespace: string;
    /** Names of the volumeClaimTemplates. */
    readonly templates: readonly string[];
    /** `HorizontalPodAutoscaler/postgres`: who scales it down without being asked. */
    readonly autoscalers: readonly string[];
    readonly applied: boolean;
  },
  "StatefulSet"
>({
  meta: {
    code: "ClaimDeletedOnScaleDown",
    severity: "info",
    kinds: ["StatefulSet"],
    title: "scaling down deletes claims",
    explanation: `With \`persistentVolumeClaimRetentionPolicy.whenScaled: Delete\` the claims of an ordinal go with it: when the
StatefulSet shrinks, the controller makes the pod that has to go the owner of its claims, and the garbage collector
deletes them after the pod. Scaling to 0, which is how one is paused, deletes the claims of all ordinals.

What becomes of the data is the volume's affair: with the reclaim policy \`Delete\` of its PersistentVolume, the
usual one, it is destroyed. A pod that is deleted, evicted or updated while its ordinal stays keeps its claims.

It is what one wants for caches, and for members whose data the others have as well.

Upstream: \`pkg/controller/statefulset/stateful_set_utils.go#updateClaimOwnerRefForSetAndPod\` (v1.36).`,
    example: {
      statefulSet: "postgres",
      namespace: "data",
      templates: ["data"],
      autoscalers: [],
      applied: true,
    },
    message({ templates, autoscalers }) {
      const by = autoscalers.length === 0 ? "" : `; ${named(autoscalers)} does that without asking`;
      const of = `${templates.length === 1 ? "template" : "templates"} ${named(templates)}`;
      return `\`whenScaled: Delete\`: scaling down deletes the claims of the ordinals that go, of ${of}, with their data${by}`;
    },
    help(of) {
      return ["if that is not meant, have them kept:", ...retainClaims(of, "whenScaled")].join("\n");
    },
  },
  find({ subject, facts }) {
    const templates = claimTemplates(facts);
    if (facts.claims.whenScaled !== "Delete" || templates.length === 0) return [];
    return [
      {
        parameters: {
          statefulSet: subject.name,
          namespace: subject.namespace ?? "",
          templates,
          autoscalers: facts.references.autoscalers
            .filter(({ ref, namesSubject }) => namesSubject && ref.kind !== "VerticalPodAutoscaler")
            .map(({ ref }) => `${ref.kind}/${ref.name}`),
          applied: subject.uid !== undefined,
        },
        evidence: [evidence(subject, "/spec/persistentVolumeClaimRetentionPolicy/whenScaled", "Delete")],
      },
    ];
  },
});
