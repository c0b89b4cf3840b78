import { claimTemplates } from "./claimTemplates.ts";
import { evidence } from "./evidence.ts";
import { retainClaims } from "./retainClaims.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const claimDeletedWithSet = finding<
  {
    readonly statefulSet: string;
    readonly namespace: string;
    /** Names of the volumeClaimTemplates. */
    readonly templates: readonly string[];
    readonly applied: boolean;
  },
  "StatefulSet"
>({
  meta: {
    code: "ClaimDeletedWithSet",
    severity: "info",
    kinds: ["StatefulSet"],
    title: "deleting the StatefulSet deletes its claims",
    explanation: `With \`persistentVolumeClaimRetentionPolicy.whenDeleted: Delete\` the StatefulSet owns its claims. Whoever deletes
it, be it \`kubectl delete statefulset\`, \`helm uninstall\` or a GitOps tool that prunes, has the garbage collector
delete the claims of all ordinals as well. With the reclaim policy \`Delete\` of their PersistentVolumes, the usual
one, the data is destroyed.

That also concerns the usual way to change what cannot be changed in a StatefulSet: deleting it and applying it
anew. With \`kubectl delete statefulset --cascade=orphan\` the claims stay, whatever the policy says, and so do the
pods.

It is what one wants for environments that come and go, as those of a preview or a test.

Upstream: \`pkg/controller/statefulset/stateful_set_utils.go#updateClaimOwnerRefForSetAndPod\`,
\`pkg/controller/garbagecollector/garbagecollector.go#orphanDependents\` (v1.36).`,
    example: { statefulSet: "postgres", namespace: "data", templates: ["data"], applied: true },
    message({ statefulSet, templates }) {
      return `\`whenDeleted: Delete\`: deleting StatefulSet \`${statefulSet}\` deletes all its claims of ${templates.length === 1 ? "template" : "templates"} ${named(templates)}, with their data`;
    },
    help(of) {
      return [
        "if that is not meant, have them kept; to delete only the StatefulSet, use `kubectl delete --cascade=orphan`:",
        ...retainClaims(of, "whenDeleted"),
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const templates = claimTemplates(facts);
    if (facts.claims.whenDeleted !== "Delete" || templates.length === 0) return [];
    return [
      {
        parameters: {
          statefulSet: subject.name,
          namespace: subject.namespace ?? "",
          templates,
          applied: subject.uid !== undefined,
        },
        evidence: [evidence(subject, "/spec/persistentVolumeClaimRetentionPolicy/whenDeleted", "Delete")],
      },
    ];
  },
});
