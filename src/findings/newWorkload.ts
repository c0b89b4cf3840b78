import type { Conversion } from "../explanation/conversion.ts";
import type { LabelSelector, PodSpec, PodTemplateSpec } from "../kube/objects.ts";

/** Of the object that a conversion ends with, what findings ask for, whichever of the kinds it is. */
export interface NewWorkload {
  readonly spec?: {
    readonly replicas?: number;
    readonly selector?: LabelSelector;
    readonly strategy?: {
      readonly type?: string;
      readonly rollingUpdate?: {
        readonly maxSurge?: number | string;
        readonly maxUnavailable?: number | string;
      };
    };
    readonly podManagementPolicy?: string;
    readonly template?: PodTemplateSpec;
  };
}

export function newWorkload({ objects }: Pick<Conversion, "objects">): NewWorkload {
  return (objects[0] ?? {}) as NewWorkload;
}

/** A container of the pod template, and where it stands. */
export interface PlacedContainer {
  readonly container: PodSpec["containers"][number];
  /** JSON Pointer. */
  readonly pointer: string;
}

/** Those that run all the time, and those that run before. */
export function containersOf({ spec }: NewWorkload): readonly PlacedContainer[] {
  const { containers = [], initContainers = [] } = spec?.template?.spec ?? {};
  const placed = (list: readonly PodSpec["containers"][number][], field: string) =>
    list.map((container, index) => ({ container, pointer: `/spec/template/spec/${field}/${index}` }));
  return [...placed(initContainers, "initContainers"), ...placed(containers, "containers")];
}

type Volume = NonNullable<PodSpec["volumes"]>[number];
type DownwardItem = NonNullable<NonNullable<Volume["downwardAPI"]>["items"]>[number];

/** A file that the kubelet writes from the pod's own fields, the volume it is in, and where it stands. */
export interface PlacedFile {
  readonly volume: string;
  readonly item: DownwardItem;
  /** JSON Pointer. */
  readonly pointer: string;
}

/** Those of downwardAPI volumes, and of such sources of projected ones. */
export function downwardFilesOf({ spec }: NewWorkload): readonly PlacedFile[] {
  return (spec?.template?.spec?.volumes ?? []).flatMap(({ name, downwardAPI, projected }, index) => {
    const pointer = `/spec/template/spec/volumes/${index}`;
    const sources = [
      { items: downwardAPI?.items, at: `${pointer}/downwardAPI` },
      ...(projected?.sources ?? []).map((source, at) => ({
        items: source.downwardAPI?.items,
        at: `${pointer}/projected/sources/${at}/downwardAPI`,
      })),
    ];
    return sources.flatMap(({ items = [], at }) =>
      items.map((item, place) => ({ volume: name, item, pointer: `${at}/items/${place}` })),
    );
  });
}
