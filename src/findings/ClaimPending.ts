import type { StatefulClaim, StatefulSetFacts } from "../explanation/statefulSetFacts.ts";
import { beside, evidence } from "./evidence.ts";
import { finding } from "./rule.ts";
import { named } from "./words.ts";

export const claimPending = finding<
  {
    readonly namespace: string;
    /** `Pending`, `Lost` */
    readonly phase: string;
    /** What the newest warning says; empty where there is none. */
    readonly reason: string;
    readonly claims: readonly string[];
    /** That mount them. */
    readonly pods: readonly string[];
    /** Of Lost claims: the volumes that are gone. */
    readonly volumes: readonly string[];
    /** Empty: the cluster's default one. */
    readonly storageClass: string;
  },
  "StatefulSet"
>({
  meta: {
    code: "ClaimPending",
    severity: "warning",
    kinds: ["StatefulSet"],
    title: "claims have no volume, and pods wait for it",
    explanation: `A pod starts only when every claim that it mounts is bound to a volume. A claim stays Pending while nobody makes a
volume for it: the provisioner refuses or does not run, or no PersistentVolume of its size, class and access modes
is free. A claim is Lost when the PersistentVolume that it was bound to has been deleted, or is bound to another
claim; a pod that runs with it goes on, but does not start again.

A claim of a StorageClass with \`volumeBindingMode: WaitForFirstConsumer\` waits, as it should, for its pod to be
scheduled. It is said of such a claim only when the provisioner has complained; what else keeps the pod from being
scheduled is not the claim's doing. A StorageClass that does not exist is a finding of its own,
\`StorageClassMissing\`.

It is harmless for the seconds that it takes to make a volume.

Upstream: \`pkg/controller/volume/persistentvolume/pv_controller.go#syncUnboundClaim\`, \`#syncBoundClaim\` (v1.36).`,
    example: {
      namespace: "data",
      phase: "Pending",
      reason: 'failed to provision volume with StorageClass "fast": quota of 10 disks reached',
      claims: ["data-postgres-2"],
      pods: ["postgres-2"],
      volumes: [],
      storageClass: "fast",
    },
    message({ phase, reason, claims, pods, volumes, storageClass }) {
      const subject = `${claims.length === 1 ? "claim" : "claims"} ${named(claims)} ${claims.length === 1 ? "is" : "are"}`;
      if (phase === "Lost") {
        const gone = volumes.length === 0 ? "" : ` ${named(volumes)}`;
        return `${subject} Lost: the PersistentVolume${volumes.length > 1 ? "s" : ""}${gone} ${volumes.length > 1 ? "are" : "is"} gone or bound to another claim, and ${named(pods)} cannot start again`;
      }
      const className = storageClass === "" ? "the default StorageClass" : `StorageClass \`${storageClass}\``;
      const why =
        reason === ""
          ? `nobody says why; whoever makes volumes of ${className} may not be running`
          : reason.trim().replace(/\.$/, "");
      return `${subject} Pending, and ${named(pods)} cannot start without: ${why}`;
    },
    help({ namespace, phase, claims, volumes }) {
      const [claim = ""] = claims;
      const describe = `  kubectl -n ${namespace} describe pvc ${claim}`;
      if (phase === "Lost") {
        return [
          "find the storage behind the volume and create a PersistentVolume of the same name for it. A claim that is deleted comes back with a new, empty volume:",
          describe,
          ...volumes.slice(0, 1).map((volume) => `  kubectl get pv ${volume}`),
        ].join("\n");
      }
      return [
        "see what the claim's events say and whether its provisioner runs; it is tried again by itself:",
        describe,
        "  kubectl get storageclass",
      ].join("\n");
    },
  },
  find({ subject, facts }) {
    const waiting = facts.identities.flatMap(({ pod, claims }) =>
      claims.filter((claim) => keepsPodWaiting(claim, facts)).map((claim) => ({ pod, claim })),
    );
    const groups = Map.groupBy(waiting, ({ claim: { phase, pendingReason, storageClass } }) =>
      JSON.stringify([phase, phase === "Pending" && pendingReason, storageClass]),
    );
    return [...groups.values()].map((group) => {
      const claims = group.map(({ claim }) => claim);
      const { phase = "", pendingReason = "", storageClass = "" } = claims[0] ?? {};
      return {
        parameters: {
          namespace: subject.namespace ?? "",
          phase,
          reason: phase === "Pending" ? pendingReason : "",
          claims: claims.map(({ claim }) => claim),
          pods: [...new Set(group.map(({ pod }) => pod))],
          volumes: phase === "Lost" ? claims.flatMap(({ volume }) => volume ?? []) : [],
          storageClass,
        },
        evidence: claims.map(({ claim }) =>
          evidence(beside(subject, "v1", "PersistentVolumeClaim", claim), "/status/phase", phase),
        ),
      };
    });
  },
});

function keepsPodWaiting(claim: StatefulClaim, { claims: { storageClasses } }: StatefulSetFacts): boolean {
  const { phase, terminating, pendingReason, storageClass = "" } = claim;
  if (terminating === true) return false;
  if (phase === "Lost") return true;
  if (phase !== "Pending") return false;
  const found = storageClasses.find(({ name }) => name === storageClass);
  if (found?.exists === false) return false;
  return pendingReason !== undefined || found?.volumeBindingMode === "Immediate";
}
