import type { StatefulClaim } from "../explanation/statefulSetFacts.ts";
import { beside, evidence } from "./evidence.ts";
import { replaceKeepingPods } from "./replaceKeepingPods.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const storageClassMissing = finding<
  {
    readonly statefulSet: string;
    readonly namespace: string;
    /** Empty: the claims name none, and there is no default one. */
    readonly storageClass: string;
    /** That are Pending or still have to be created. */
    readonly claims: readonly string[];
    /** That exist, and have to be deleted to get another StorageClass. */
    readonly pending: readonly string[];
    /** That cannot start. */
    readonly pods: readonly string[];
  },
  "StatefulSet"
>({
  meta: {
    code: "StorageClassMissing",
    severity: "error",
    kinds: ["StatefulSet"],
    title: "claims ask for a StorageClass that does not exist",
    explanation: `A claim gets a new volume from the provisioner of its StorageClass. Where there is no StorageClass of that name,
nobody makes one: the claim stays Pending, and its pod with it. A claim that names no StorageClass gets the
cluster's default one, which is marked with the annotation \`storageclass.kubernetes.io/is-default-class\`; without a
default it stays Pending as well, until somebody sets one: a default that comes later is given to waiting claims.

It is said while a claim waits, and not while all claims are bound: a volume that is there does not need its
StorageClass any more, and PersistentVolumes that an administrator makes by hand may carry the name of a class that
never existed. Such volumes are also the case in which a Pending claim is only early.

Upstream: \`pkg/controller/volume/persistentvolume/pv_controller.go#provisionClaimOperation\`,
\`#assignDefaultStorageClass\` (v1.36).`,
    example: {
      statefulSet: "postgres",
      namespace: "data",
      storageClass: "fast",
      claims: ["data-postgres-0"],
      pending: ["data-postgres-0"],
      pods: ["postgres-0"],
    },
    message({ storageClass, claims, pods }) {
      const one = claims.length === 1;
      const who = `${one ? "claim" : "claims"} ${named(claims)}`;
      const what =
        storageClass === ""
          ? `no StorageClass is the cluster's default one, which ${who} ${one ? "asks" : "ask"} for:`
          : `StorageClass \`${storageClass}\`, which ${who} ${one ? "asks" : "ask"} for, does not exist:`;
      return `${what} ${one ? "it gets" : "they get"} no volume, and ${named(pods)} cannot start`;
    },
    help({ statefulSet, namespace, storageClass, pending }) {
      if (storageClass === "") {
        return [
          "make one of the StorageClasses the default; the waiting claims get it by themselves:",
          "  kubectl get storageclass",
          "  kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true --overwrite",
        ].join("\n");
      }
      const remaking =
        pending.length === 0
          ? []
          : [
              "and delete the claims that wait, which hold no data yet; the controller makes them anew:",
              `  kubectl -n ${namespace} delete pvc ${pending.join(" ")} --wait=false`,
            ];
      return [
        `create StorageClass \`${storageClass}\`, and the claims get their volumes by themselves. Or replace the StatefulSet without its pods by one that names another:`,
        "  kubectl get storageclass",
        ...replaceKeepingPods(
          { namespace, statefulSet },
          "set spec.storageClassName in spec.volumeClaimTemplates",
        ),
        ...remaking,
      ].join("\n");
    },
  },
  find({ subject, facts: { identities, claims } }) {
    return claims.storageClasses.flatMap(({ name, exists }) => {
      const waiting = identities.flatMap(({ pod, claims: own }) =>
        // Claims stand in the order of their templates.
        own.map((claim, template) => ({ pod, claim, template })).filter(({ claim }) => waitsFor(name, claim)),
      );
      if (exists !== false || waiting.length === 0) return [];
      const pending = waiting.filter(({ claim }) => claim.exists === true);
      const templates = new Set(
        waiting.filter((each) => !pending.includes(each)).map((each) => each.template),
      );
      // A claim or template that asks for the default one has no such field.
      const value = name === "" ? null : name;
      return [
        {
          parameters: {
            statefulSet: subject.name,
            namespace: subject.namespace ?? "",
            storageClass: name,
            claims: waiting.map(({ claim }) => claim.claim),
            pending: pending.map(({ claim }) => claim.claim),
            pods: [...new Set(waiting.map(({ pod }) => pod))],
          },
          evidence: [
            ...pending.map(({ claim }) => {
              const ref = beside(subject, "v1", "PersistentVolumeClaim", claim.claim);
              return evidence(ref, "/spec/storageClassName", value);
            }),
            ...[...templates].map((index) =>
              evidence(subject, `/spec/volumeClaimTemplates/${index}/spec/storageClassName`, value),
            ),
          ],
        },
      ];
    });
  },
});

function waitsFor(storageClass: string, claim: StatefulClaim): boolean {
  if ((claim.storageClass ?? "") !== storageClass || claim.terminating === true) return false;
  return claim.exists === false || claim.phase === "Pending";
}
