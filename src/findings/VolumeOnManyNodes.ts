import type { ConvertedClaim } from "../explanation/convertedVolume.ts";
import type { Evidence } from "../explanation/finding.ts";
import type { ObjectRef } from "../kube/objectRef.ts";
import { beside, evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const volumeOnManyNodes = conversionFinding<{
  readonly volume: string;
  readonly claim: string;
  /** `ReadWriteOnce` or `ReadWriteOncePod`. */
  readonly accessMode: string;
  /** How many pods there will be; 0 when it is not known, which is one on each node. */
  readonly pods: number;
  readonly to: string;
  /** Flags that give each pod a volume of its own, or keep to one pod. */
  readonly flags: readonly string[];
}>({
  meta: {
    code: "VolumeOnManyNodes",
    severity: "error",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "pods on many nodes would mount a claim that is for one of them",
    explanation: `All pods of the new workload mount one claim, and the access modes of its volume let one node (\`ReadWriteOnce\`) or
one pod (\`ReadWriteOncePod\`) have it.

With \`ReadWriteOnce\` the pods of the node that has the volume share it. On every other node a pod stays in
\`ContainerCreating\`, with the event \`FailedAttachVolume: Multi-Attach error\`. The scheduler does not look at this
mode and spreads pods over nodes; a DaemonSet does so by what it is. Where the volume can be reached from one node
or zone only, pods elsewhere are not even scheduled. A volume that is mounted without being attached, as NFS is, is
kept from no node, and there it is harmless as far as the program can write beside itself.

With \`ReadWriteOncePod\` the second pod is not scheduled, wherever it could run.

Upstream: \`pkg/controller/volume/attachdetach/reconciler/reconciler.go#attachDesiredVolumes\`,
\`pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go#satisfyReadWriteOncePod\` (v1.36).`,
    example: {
      volume: "data",
      claim: "grafana-data",
      accessMode: "ReadWriteOnce",
      pods: 3,
      to: "StatefulSet",
      flags: ["--volume data=template", "--replicas 1"],
    },
    message({ claim, accessMode, pods, to }) {
      const all = pods === 0 ? "the pods of all nodes" : `${pods} pods`;
      return accessMode === "ReadWriteOncePod"
        ? `${all} of the ${to} mount the claim \`${claim}\`, which is ReadWriteOncePod: one pod can have it, and the others stay Pending`
        : `${all} of the ${to} mount the claim \`${claim}\`, which is ReadWriteOnce: pods on any other node than the first stay in ContainerCreating, with a Multi-Attach error`;
    },
    help({ to, flags }) {
      const onePod = to === "DaemonSet" ? "" : " have one pod, or";
      return [
        `give each pod a volume of its own, or${onePod} use a claim with ReadWriteMany:`,
        ...flags.map((flag) => `  ${flag}`),
      ].join("\n");
    },
  },
  find({ subject, target, volumes, pods }) {
    const isDaemonSet = target.kind === "DaemonSet";
    const most = pods.after ?? (isDaemonSet ? undefined : 1);
    if (most !== undefined && most < 2) return [];
    return volumes.flatMap(({ name, verdict, claims }) => {
      if (verdict !== "Shared" && verdict !== "Kept") return [];
      return claims.flatMap((claim) => {
        const accessMode = exclusiveMode(claim);
        if (claim.use !== "Mounted" || accessMode === undefined) return [];
        // The pods of the only node share it.
        if (accessMode === "ReadWriteOnce" && pods.nodes === 1) return [];
        return {
          parameters: {
            volume: name,
            claim: claim.claim,
            accessMode,
            pods: most ?? 0,
            to: target.kind,
            flags: isDaemonSet
              ? [`--volume ${name}=ephemeral`]
              : [
                  `--volume ${name}=${target.kind === "StatefulSet" ? "template" : "ephemeral"}`,
                  "--replicas 1",
                ],
          },
          evidence: [
            modesOf(subject, claim),
            ...(isDaemonSet || most === undefined ? [] : [evidence(target, "/spec/replicas", most)]),
          ],
        };
      });
    });
  },
});

/** Undefined where many nodes may have it, or nobody could read what it allows. */
function exclusiveMode({ accessModes = [] }: ConvertedClaim): string | undefined {
  if (accessModes.includes("ReadWriteOncePod")) return "ReadWriteOncePod";
  const isOneNodes = accessModes.length > 0 && accessModes.every((mode) => mode === "ReadWriteOnce");
  return isOneNodes ? "ReadWriteOnce" : undefined;
}

/** The modes of the volume where that could be read, else those that the claim asks for. */
function modesOf(subject: ObjectRef, claim: ConvertedClaim): Evidence {
  const { persistentVolume, reclaimPolicy, accessModes } = claim;
  const ref =
    persistentVolume !== undefined && reclaimPolicy !== undefined
      ? { apiVersion: "v1", kind: "PersistentVolume", name: persistentVolume }
      : beside(subject, "v1", "PersistentVolumeClaim", claim.claim);
  return evidence(ref, "/spec/accessModes", accessModes);
}
