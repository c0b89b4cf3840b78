import { evidence } from "./evidence.ts";
import { placeOf } from "./fieldPath.ts";
import { containersOf, type NewWorkload, newWorkload } from "./newWorkload.ts";
import { conversionFinding, type JudgedConversion } from "./rule.ts";

export const hostPathMoves = conversionFinding<{
  readonly volume: string;
  readonly path: string;
  readonly to: string;
}>({
  meta: {
    code: "HostPathMoves",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet"],
    title: "pods write to their node's disk, and may come up on another node",
    explanation: `A \`hostPath\` is a directory of the node that the pod happens to be on. A DaemonSet's pod that is replaced comes up on
the same node and finds what the one before wrote. The pod of a Deployment goes where the scheduler puts it, and so
does the pod of a StatefulSet: its ordinal keeps name and claims, and no node. There the directory is empty, or has
what another pod left, and two pods on one node write into the same one. What was written before stays on its node,
until somebody clears it away.

It is said of paths that a container mounts writable. Nothing is said of what is only read, of sockets and devices,
and of \`/proc\`, \`/sys\`, \`/dev\` and \`/run\`, which hold nothing that lasts; nor where one node takes all pods. It
is harmless for what can be lost, as a cache, or positions in the logs of that very node.

Upstream: \`pkg/volume/hostpath/host_path.go\`; no plugin of the scheduler asks for a \`hostPath\` (v1.36).`,
    example: { volume: "buffer", path: "/var/lib/fluentd", to: "Deployment" },
    message({ volume, path, to }) {
      return `the pods write to \`${path}\` of their node (volume \`${volume}\`), and a pod of a ${to} may come up on another node, without what it wrote`;
    },
    help({ volume, to }) {
      const flags =
        to === "StatefulSet"
          ? [`  --volume ${volume}=template:10Gi`]
          : [`  --volume ${volume}=shared:CLAIM`, `  --volume ${volume}=emptyDir`];
      return [
        to === "StatefulSet"
          ? "give each pod a claim, which follows it:"
          : "use a claim with ReadWriteMany for what has to last, and an emptyDir for what has not:",
        ...flags,
      ].join("\n");
    },
  },
  find(conversion) {
    const { target, volumes, pods } = conversion;
    if (pods.nodes === 1) return [];
    const workload = newWorkload(conversion);
    return volumes
      .filter(({ to, name, from, path = "" }) => {
        if (to !== "HostPath" || !keepsData(path) || !isWritten(workload, name)) return false;
        return from !== "HostPath" || !movedBefore(conversion);
      })
      .map(({ name, path = "" }) => {
        const { pointer } = placeOf(workload, `spec.template.spec.volumes[${name}].hostPath.path`);
        return {
          parameters: { volume: name, path, to: target.kind },
          evidence: [evidence(target, pointer, path)],
        };
      });
  },
});

/** To a Deployment, from what had its pods anywhere as well: then the conversion changes nothing. */
function movedBefore({ subject, target }: JudgedConversion): boolean {
  const anywhere = ["StatefulSet", "ReplicaSet", "ReplicationController"];
  return target.kind === "Deployment" && anywhere.includes(subject.kind);
}

function keepsData(path: string): boolean {
  return !/^\/(proc|sys|dev|run|var\/run)(\/|$)/.test(path);
}

function isWritten(workload: NewWorkload, volume: string): boolean {
  const type = workload.spec?.template?.spec?.volumes?.find(({ name }) => name === volume)?.hostPath?.type;
  if (type === "Socket" || type === "CharDevice" || type === "BlockDevice") return false;
  return containersOf(workload).some(({ container }) =>
    (container.volumeMounts ?? []).some(({ name, readOnly }) => name === volume && readOnly !== true),
  );
}
