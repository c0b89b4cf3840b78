import type { VolumeSourceKind } from "../../explanation/convertedVolume.ts";
import type { Fields } from "../../rules/pods/templateFields.ts";
import { listAt, type Path, valueAt } from "../fields.ts";

/** A volume of a pod template, or the claim template that stands for one. */
export interface FoundVolume {
  readonly name: string;
  readonly from: VolumeSourceKind;
  readonly path: Path;
  readonly value: Fields;
  /** The claim that all pods mount. */
  readonly claim?: string;
  /** Of a hostPath. */
  readonly hostPath?: string;
  /** Some container takes it as a block device. */
  readonly isDevice: boolean;
}

export const volumesPath: Path = ["spec", "template", "spec", "volumes"];
export const claimTemplatesPath: Path = ["spec", "volumeClaimTemplates"];

/** Claim templates first, then the volumes of the pod template, each in the order of its list. */
export function foundVolumes(object: Fields): readonly FoundVolume[] {
  const templates = listAt(object, claimTemplatesPath).map((value, index): FoundVolume => {
    const name = String(valueAt(value, ["metadata", "name"]) ?? "");
    return {
      name,
      from: "ClaimTemplate",
      path: [...claimTemplatesPath, index],
      value,
      isDevice: isDevice(object, name),
    };
  });
  const volumes = listAt(object, volumesPath).map((value, index): FoundVolume => {
    const name = String(value["name"] ?? "");
    const from = sourceKindOf(value);
    const claim = valueAt(value, ["persistentVolumeClaim", "claimName"]);
    const hostPath = valueAt(value, ["hostPath", "path"]);
    return {
      name,
      from,
      path: [...volumesPath, index],
      value,
      ...(typeof claim === "string" && { claim }),
      ...(typeof hostPath === "string" && { hostPath }),
      isDevice: isDevice(object, name),
    };
  });
  return [...templates, ...volumes];
}

function sourceKindOf(volume: Fields): VolumeSourceKind {
  if (volume["persistentVolumeClaim"] !== undefined) return "Claim";
  if (volume["ephemeral"] !== undefined) return "Ephemeral";
  if (volume["hostPath"] !== undefined) return "HostPath";
  if (volume["emptyDir"] !== undefined || Object.keys(volume).length === 1) return "EmptyDir";
  return "Other";
}

function isDevice(object: Fields, name: string): boolean {
  return ["containers", "initContainers"].some((list) =>
    listAt(object, ["spec", "template", "spec", list]).some((container) =>
      listAt(container, ["volumeDevices"]).some((device) => device["name"] === name),
    ),
  );
}
