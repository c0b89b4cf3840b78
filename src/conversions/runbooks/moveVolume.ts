import type { RunbookStep } from "../../explanation/runbook.ts";
import { shellWord } from "../../text/shellWord.ts";
import { applyClaim } from "./claimManifest.ts";
import { fileNamed } from "./fileNamed.ts";
import { inTurn } from "./inTurn.ts";
import type { MovableClaim } from "./movableClaim.ts";
import { savedAsItIs } from "./saveManifests.ts";
import type { Scene } from "./scene.ts";

export function saveClaim(scene: Scene, { from }: MovableClaim): RunbookStep {
  const { inNamespace, kubectl } = scene;
  return {
    title: "Save the old claim",
    command: savedAsItIs(scene, `${claimWord(from)}${inNamespace}`, fileOf(from)),
    why: `\`${fileOf(from)}\` is what to go back with, with its labels and annotations`,
    check: `${kubectl} apply -f ${shellWord(fileOf(from))}${inNamespace} --dry-run=server`,
  };
}

/** Volumes are in no namespace. */
export function keepVolume(
  scene: Scene,
  { from, persistentVolume, reclaimPolicy }: MovableClaim,
): readonly RunbookStep[] {
  const { kubectl } = scene;
  if (reclaimPolicy === "Retain") return [];
  return [
    {
      title: "Keep the volume when its claim goes",
      command: setReclaimPolicy(kubectl, persistentVolume, "Retain"),
      why: `its reclaim policy is ${reclaimPolicy}: without this the data is gone with the claim`,
      check: hasReclaimPolicy(kubectl, persistentVolume, "Retain"),
      undo: inTurn(
        isState(scene, from, "{.status.phase}{.metadata.deletionTimestamp}", "Bound"),
        setReclaimPolicy(kubectl, persistentVolume, reclaimPolicy),
      ),
    },
  ];
}

export function reclaimAgain(
  { kubectl }: Scene,
  { persistentVolume, reclaimPolicy }: MovableClaim,
): readonly RunbookStep[] {
  if (reclaimPolicy === "Retain") return [];
  return [
    {
      title: "Give the volume its reclaim policy back",
      command: setReclaimPolicy(kubectl, persistentVolume, reclaimPolicy),
      why: "it is bound again, and goes with its new claim as it went with the old one",
      check: hasReclaimPolicy(kubectl, persistentVolume, reclaimPolicy),
      undo: setReclaimPolicy(kubectl, persistentVolume, "Retain"),
    },
  ];
}

/**
 * The claim goes, its volume stays, and is held for the claim that is to come: a claimRef without uid lets that one
 * bind and no other.
 *
 * Upstream: pkg/controller/volume/persistentvolume/pv_controller.go#syncVolume, #syncUnboundClaim (v1.36)
 */
export function moveVolume(scene: Scene, claim: MovableClaim): readonly RunbookStep[] {
  const { inNamespace, kubectl } = scene;
  const { from, to, persistentVolume } = claim;
  return [
    {
      title: "Delete the old claim",
      command: `${isRetained(kubectl, persistentVolume)} && ${kubectl} delete ${claimWord(from)}${inNamespace} --ignore-not-found --timeout=2m`,
      why: "a volume is bound to one claim at a time; the old one goes only if the volume is retained, which is then released and keeps its data",
      check: `${kubectl} wait ${volumeWord(persistentVolume)} --for=jsonpath='{.status.phase}'=Released --timeout=2m`,
      undo: inTurn(
        isState(scene, from, "{.metadata.deletionTimestamp}", ""),
        holdFor(scene, persistentVolume, from),
        `${kubectl} apply -f ${shellWord(fileOf(from))}${inNamespace}`,
        bound(scene, from),
      ),
    },
    {
      title: "Hold the volume for the claim of the first ordinal",
      command: holdFor(scene, persistentVolume, to),
      why: `from here on only a claim called \`${to}\` can bind it`,
      check: `${kubectl} wait ${volumeWord(persistentVolume)} --for=jsonpath='{.spec.claimRef.name}'=${shellWord(to)} --timeout=1m`,
    },
    {
      title: `Create the claim \`${to}\``,
      command: applyClaim(scene, claim),
      why: "a StatefulSet mounts a claim of the name of its own ordinal as it finds it",
      check: bound(scene, to),
      undo: inTurn(
        setReclaimPolicy(kubectl, persistentVolume, "Retain"),
        `${kubectl} delete ${claimWord(to)}${inNamespace} --ignore-not-found`,
      ),
    },
  ];
}

/**
 * Only while there is no such claim, and that was read: one that is bound is lost for good once the volume does not
 * know its uid any more.
 *
 * Upstream: pkg/controller/volume/persistentvolume/pv_controller.go#syncBoundClaim (v1.36)
 */
function holdFor({ namespace, inNamespace, kubectl }: Scene, persistentVolume: string, name: string): string {
  const claimRef = {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    namespace,
    name,
    uid: null,
    resourceVersion: null,
  };
  const patch = patchVolume(kubectl, persistentVolume, { claimRef });
  const claim = `claim=$(${kubectl} get ${claimWord(name)}${inNamespace} --ignore-not-found -o name)`;
  return `${claim} && { test -n "$claim" || ${patch}; }`;
}

function setReclaimPolicy(kubectl: string, persistentVolume: string, policy: string): string {
  return patchVolume(kubectl, persistentVolume, { persistentVolumeReclaimPolicy: policy });
}

function hasReclaimPolicy(kubectl: string, persistentVolume: string, policy: string): string {
  return `${kubectl} wait ${volumeWord(persistentVolume)} --for=jsonpath='{.spec.persistentVolumeReclaimPolicy}'=${shellWord(policy)} --timeout=1m`;
}

/** Asked once more before a claim goes: a step that was left out must not cost the data. */
function isRetained(kubectl: string, persistentVolume: string): string {
  const path = "{.spec.persistentVolumeReclaimPolicy}";
  return `test "$(${kubectl} get ${volumeWord(persistentVolume)} -o jsonpath='${path}')" = Retain`;
}

function patchVolume(kubectl: string, persistentVolume: string, spec: object): string {
  return `${kubectl} patch ${volumeWord(persistentVolume)} --type=merge -p ${shellWord(JSON.stringify({ spec }))}`;
}

function bound({ inNamespace, kubectl }: Scene, claim: string): string {
  return `${kubectl} wait ${claimWord(claim)}${inNamespace} --for=jsonpath='{.status.phase}'=Bound --timeout=2m`;
}

function claimWord(claim: string): string {
  return shellWord(`pvc/${claim}`);
}

function volumeWord(persistentVolume: string): string {
  return shellWord(`pv/${persistentVolume}`);
}

function fileOf(claim: string): string {
  return fileNamed(claim, "claim.yaml");
}

/** Refuses where it is not: a claim that is ending is there, and goes with its data once no pod mounts it. */
function isState({ inNamespace, kubectl }: Scene, claim: string, path: string, wanted: string): string {
  const read = `${kubectl} get ${claimWord(claim)}${inNamespace} --ignore-not-found -o jsonpath='${path}'`;
  const what = wanted === "" ? "is being deleted still" : "is not bound, or is being deleted";
  const word = shellWord(`${claim} ${what}: find the pods that mount it, and leave the volume retained`);
  return `state=$(${read}) && { test "$state" = ${shellWord(wanted)} || { echo ${word} >&2; false; }; }`;
}
