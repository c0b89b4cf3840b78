import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const claimBeingDeleted = finding<
  {
    readonly namespace: string;
    readonly claims: readonly string[];
    /** That use them. */
    readonly pods: readonly string[];
    /** PersistentVolumes behind them. */
    readonly volumes: readonly string[];
  },
  "StatefulSet"
>({
  meta: {
    code: "ClaimBeingDeleted",
    severity: "error",
    kinds: ["StatefulSet"],
    title: "a claim is being deleted under a pod that uses it",
    explanation: `Somebody has deleted the claim. The finalizer \`kubernetes.io/pvc-protection\` keeps it while a pod uses it, so
nothing shows: the pod runs on, and the claim still says Bound, or Lost. It goes as soon as the pod is deleted, by an
update, a drain, an eviction or a scale-down; a restart of its containers is not enough. The controller then makes
a new, empty claim of the same name. What becomes of the data is up to the \`persistentVolumeReclaimPolicy\` of the
PersistentVolume: with \`Delete\`, which dynamically provisioned volumes have by default, it goes as well.

A deletion cannot be taken back. It is harmless where the data is not needed any more.

Upstream: \`pkg/controller/volume/pvcprotection/pvc_protection_controller.go\`,
\`pkg/controller/statefulset/stateful_pod_control.go#createPersistentVolumeClaims\` (v1.36).`,
    example: {
      namespace: "data",
      claims: ["data-postgres-0"],
      pods: ["postgres-0"],
      volumes: ["pvc-7c1"],
    },
    message({ claims, pods }) {
      const one = claims.length === 1;
      return `${one ? "claim" : "claims"} ${named(claims)} ${one ? "is" : "are"} being deleted, and ${one ? "stays" : "stay"} only while ${named(pods)} ${pods.length === 1 ? "uses" : "use"} ${one ? "it" : "them"}: ${one ? "it goes" : "they go"} with the pod`;
    },
    help({ namespace, claims: [claim = ""], volumes }) {
      const keep =
        volumes.length === 0
          ? []
          : [
              "keep the volume beyond its claim, and do not delete the pod before the data is safe:",
              `  kubectl patch pv ${volumes.join(" ")} -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
            ];
      return [
        ...keep,
        "see what is behind the claim:",
        `  kubectl -n ${namespace} describe pvc ${claim}`,
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const going = facts.identities.flatMap(({ pod, state, claims }) =>
      state === "Missing" || state === "Unknown"
        ? []
        : claims.filter(({ terminating }) => terminating === true).map((claim) => ({ pod, claim })),
    );
    if (going.length === 0) return [];
    return [
      {
        parameters: {
          namespace: subject.namespace ?? "",
          claims: going.map(({ claim }) => claim.claim),
          pods: [...new Set(going.map(({ pod }) => pod))],
          volumes: going.flatMap(({ claim }) => claim.volume ?? []),
        },
        // When it was deleted is no fact: the claim is named by what says that it is still there.
        evidence: going.map(({ claim }) =>
          evidence(beside(subject, "v1", "PersistentVolumeClaim", claim.claim), "/status/phase", claim.phase),
        ),
      },
    ];
  },
});
