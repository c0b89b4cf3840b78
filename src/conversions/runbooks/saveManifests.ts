import type { RunbookStep } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import type { Actor, Scene } from "./scene.ts";

/** Both objects as files, the old one while it is still there. */
export function saveManifests(scene: Scene): RunbookStep {
  const { conversion, connection, kubectl, old, fresh, inNamespace } = scene;
  const back = isTarget(old)
    ? saved(
        `kubectl workload convert ${old.resource}${inNamespace} --to ${old.kind.toLowerCase()}${connection.flags} -o yaml`,
        old.file,
      )
    : savedAsItIs(scene, `${old.resource}${inNamespace}`, old.file);
  const files = [fresh.file, old.file].map((file) => `-f ${shellWord(file)}`).join(" ");
  return {
    title: "Save both manifests in the current folder",
    command: [saved(`${conversion.command}${connection.pinned} -o yaml`, fresh.file), back].join("\n"),
    why: `the new ${fresh.kind} is made of the old ${old.kind} as it is now, and \`${old.file}\` is what to go back with`,
    check: `${kubectl} apply ${files}${inNamespace} --dry-run=server`,
  };
}

/**
 * A file takes its name only once it is whole: the same command, run again when the old object is gone, fails and
 * leaves the file of before.
 *
 * @param command fails where there is nothing to be saved, unless it is said that it may print nothing instead
 */
export function saved(command: string, file: string, { maybeEmpty = false } = {}): string {
  const part = shellWord(`${file}.part`);
  const whole = maybeEmpty ? ` test -s ${part} &&` : "";
  return `${command} > ${part} &&${whole} mv ${part} ${shellWord(file)}`;
}

/** A ReplicaSet, a ReplicationController or a Pod is no target, so it is not printed as somebody would write it. */
function isTarget({ kind }: Actor): boolean {
  return kind === "Deployment" || kind === "StatefulSet" || kind === "DaemonSet";
}

/**
 * Without what an object that is created again cannot have: of a claim also that it was bound, since one that says so
 * and is not is given up as lost.
 *
 * Upstream: pkg/controller/volume/persistentvolume/pv_controller.go#syncBoundClaim (v1.36)
 */
export function savedAsItIs({ kubectl }: Scene, what: string, file: string): string {
  const lines = [
    "/^  (creationTimestamp|generation|resourceVersion|uid):/d",
    "/^ +pv.kubernetes.io.(bind-completed|bound-by-controller):/d",
    "/^status:/,$d",
  ];
  const sed = `sed -E ${lines.map((line) => `-e '${line}'`).join(" ")}`;
  return saved(`${kubectl} get ${what} -o yaml | ${sed}`, file, { maybeEmpty: true });
}
