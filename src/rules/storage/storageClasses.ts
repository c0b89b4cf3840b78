import type { StorageClassFacts } from "../../explanation/statefulSetFacts.ts";
import type { StorageClass } from "../../kube/objects.ts";
import type { Read } from "../../kube/read.ts";
import { storageClasses } from "../../kube/resources.ts";
import { resultOf, type Snapshot } from "../../kube/snapshot.ts";

export const storageClassesRead: Read = { resource: storageClasses };

/** The second is what clusters before 1.6 wrote, and is heeded still. */
const defaultAnnotations = [
  "storageclass.kubernetes.io/is-default-class",
  "storageclass.beta.kubernetes.io/is-default-class",
];

/**
 * The StorageClasses that claims ask for, each once; for those that name none the default one, under the empty name.
 * A claim without a class gets the default at its creation, and one that was created while there was none gets it
 * later. One whose class is the empty text wants no class at all, and no default either.
 *
 * Upstream: plugin/pkg/admission/storage/storageclass/setdefault/admission.go,
 * pkg/controller/volume/persistentvolume/pv_controller.go#assignDefaultStorageClass (v1.36)
 *
 * @param asked names of classes, absent where none is named, and of the templates that ask for them
 */
export function storageClassesOf(
  asked: readonly { readonly storageClass?: string; readonly template: string }[],
  snapshot: Snapshot,
): readonly StorageClassFacts[] {
  const result = resultOf(snapshot, storageClassesRead);
  const known = result?.objects as readonly StorageClass[] | undefined;
  const isComplete = known !== undefined && result?.incomplete === undefined;
  const wanting = asked.filter(({ storageClass }) => storageClass !== "");
  return [...Map.groupBy(wanting, ({ storageClass = "" }) => storageClass)].map(([name, ofName]) => {
    const found = name === "" ? defaultOf(known) : known?.find(({ metadata }) => metadata?.name === name);
    return {
      name,
      ...(found ? { exists: true } : isComplete && { exists: false }),
      ...(found && { allowVolumeExpansion: found.allowVolumeExpansion === true }),
      ...(found && { volumeBindingMode: found.volumeBindingMode ?? "Immediate" }),
      templates: [...new Set(ofName.map(({ template }) => template))],
    };
  });
}

/** Of several the newest, then the first by name. Upstream: pkg/volume/util/storageclass.go#GetDefaultClass (v1.36) */
function defaultOf(known: readonly StorageClass[] = []): StorageClass | undefined {
  const [chosen] = known
    .filter(({ metadata }) => defaultAnnotations.some((key) => metadata?.annotations?.[key] === "true"))
    .sort((a, b) => createdAt(b) - createdAt(a) || (nameOf(a) < nameOf(b) ? -1 : 1));
  return chosen;
}

function createdAt({ metadata }: StorageClass): number {
  return Date.parse(metadata?.creationTimestamp ?? "") || 0;
}

function nameOf({ metadata }: StorageClass): string {
  return metadata?.name ?? "";
}
