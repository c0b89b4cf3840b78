import type { StringMap } from "./objects.ts";

/**
 * The value of a label or of another entry of a map, undefined where there is none: a label may well be called
 * `constructor`, which a plain look-up would find in every object.
 */
export function labelValue(map: StringMap | undefined, key: string): string | undefined {
  return map !== undefined && Object.hasOwn(map, key) ? map[key] : undefined;
}
