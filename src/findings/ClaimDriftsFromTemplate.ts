import type { StatefulClaim } from "../explanation/statefulSetFacts.ts";
import { beside, evidence } from "./evidence.ts";
import { replaceKeepingPods } from "./replaceKeepingPods.ts";
import { finding } from "./rule.ts";
import { count, named } from "./words.ts";

/** Where each field stands, in a claim and in a volumeClaimTemplate alike. */
const paths = {
  size: ["spec", "resources", "requests", "storage"],
  storageClass: ["spec", "storageClassName"],
  accessModes: ["spec", "accessModes"],
} as const;

export const claimDriftsFromTemplate = finding<
  {
    readonly statefulSet: string;
    readonly namespace: string;
    /** The name of the volumeClaimTemplate. */
    readonly template: string;
    /** `size`, `storageClass`, `accessModes` */
    readonly field: string;
    readonly claims: readonly string[];
    /** Claims of that template that exist. */
    readonly total: number;
    /** What the claims have, each value once. */
    readonly have: readonly string[];
    /** What the template says. */
    readonly wants: string;
    /** Their StorageClass lets them grow, or may: it could not be read. */
    readonly canGrow: boolean;
    /** Those of `claims` that are smaller than the template asks for: none can shrink. */
    readonly smaller: readonly string[];
  },
  "StatefulSet"
>({
  meta: {
    code: "ClaimDriftsFromTemplate",
    severity: "warning",
    kinds: ["StatefulSet"],
    title: "claims are not what their template would make today",
    explanation: `The controller makes a claim from its volumeClaimTemplate once. From then on it uses any claim of the right name as
it is, and never resizes or replaces it. \`spec.volumeClaimTemplates\` cannot be changed, so when somebody expands
the claims, or creates the StatefulSet anew with another template, claims and template say different things.
Nothing fails, until a new ordinal gets a claim by the template: smaller than those of its peers, on other storage.

Kubernetes permits this way: expand each claim, if its StorageClass has \`allowVolumeExpansion: true\`; delete the
StatefulSet with \`--cascade=orphan\`, which leaves pods and claims alone; apply it with the new template. It adopts
the pods, and none restarts. A claim can only grow; its StorageClass and access modes cannot be changed at all.

It is harmless as long as the StatefulSet does not grow.

Upstream: \`pkg/apis/apps/validation/validation.go#ValidateStatefulSetUpdate\`,
\`pkg/controller/statefulset/stateful_pod_control.go#createPersistentVolumeClaims\`,
\`pkg/apis/core/validation/validation.go#ValidatePersistentVolumeClaimUpdate\` (v1.36).`,
    example: {
      statefulSet: "postgres",
      namespace: "data",
      template: "data",
      field: "size",
      claims: ["data-postgres-0", "data-postgres-1", "data-postgres-2"],
      total: 3,
      have: ["20Gi"],
      wants: "10Gi",
      canGrow: true,
      smaller: [],
    },
    message({ template, field, claims, total, have, wants }) {
      const who = `${claims.length} of ${count(total, "claim")} of template \`${template}\``;
      const one = claims.length === 1;
      const value = wants === "" ? "the default one" : `\`${wants}\``;
      switch (field) {
        case "size":
          return `${who} ${one ? "asks" : "ask"} for ${named(have)} where the template asks for ${value}, which is what a new ordinal gets`;
        case "storageClass":
          return `${who} ${one ? "is" : "are"} of StorageClass ${named(have)} where the template names ${value}, which is what a new ordinal gets`;
        default:
          return `${who} ${one ? "has" : "have"} the access modes ${named(have)} where the template says ${value}, which is what a new ordinal gets`;
      }
    },
    help({ statefulSet, namespace, template, field, have, wants, canGrow, smaller }) {
      const step =
        field === "size" ? paths.size : field === "storageClass" ? paths.storageClass : paths.accessModes;
      const edit = `set ${step.join(".")} of volumeClaimTemplate ${template} to what the claims have: ${have.join(" or ")}`;
      const replace = replaceKeepingPods({ namespace, statefulSet }, edit);
      if (field !== "size") {
        return [
          "a claim cannot be changed in this; to give new ordinals what the others have, replace the StatefulSet without its pods:",
          ...replace,
        ].join("\n");
      }
      const patch = { spec: { resources: { requests: { storage: wants } } } };
      const grow = [
        "or let the smaller ones grow to what the template asks for:",
        `  kubectl -n ${namespace} patch pvc ${smaller.join(" ")} --type=merge \\`,
        `    -p '${JSON.stringify(patch)}'`,
      ];
      return [
        "to give new ordinals what the others have, replace the StatefulSet without its pods:",
        ...replace,
        ...(canGrow && smaller.length > 0 ? grow : []),
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const existing = facts.identities.flatMap(({ claims }) => claims).filter(isKept);
    const drifts = existing.flatMap((claim) => claim.drift.map((drift) => ({ claim, drift })));
    const groups = Map.groupBy(drifts, ({ claim, drift }) =>
      JSON.stringify([claim.template, drift.field, drift.template]),
    );
    return [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { template, storageClass = "" } = first.claim;
      const { field, template: wants } = first.drift;
      const { allowVolumeExpansion = true } =
        facts.claims.storageClasses.find(({ name }) => name === storageClass) ?? {};
      return [
        {
          parameters: {
            statefulSet: subject.name,
            namespace: subject.namespace ?? "",
            template,
            field,
            claims: group.map(({ claim }) => claim.claim),
            total: existing.filter((claim) => claim.template === template).length,
            have: [...new Set(group.map(({ drift }) => drift.claim))],
            wants,
            canGrow: allowVolumeExpansion,
            smaller: group.flatMap(({ claim, drift }) => (drift.smaller ? claim.claim : [])),
          },
          evidence: group.map(({ claim, drift }) => {
            const ref = beside(subject, "v1", "PersistentVolumeClaim", claim.claim);
            const value = field === "accessModes" ? drift.claim.split(/, ?/) : drift.claim;
            return evidence(ref, `/${paths[field].join("/")}`, value);
          }),
        },
      ];
    });
  },
});

/** One that is being deleted is made anew by the template. */
function isKept({ exists, terminating }: StatefulClaim): boolean {
  return exists === true && terminating !== true;
}
