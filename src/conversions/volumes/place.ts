import type { Fields } from "../../rules/pods/templateFields.ts";
import { listAt, type Path, valueAt, withoutValue, withValue } from "../fields.ts";
import { claimTemplatesPath, type FoundVolume, volumesPath } from "./foundVolumes.ts";
import type { NewSource } from "./newSource.ts";

/** In its list by its name. */
export function placeOf(object: Fields, name: string, only?: "volumes"): Path | undefined {
  const templates = only === "volumes" ? [] : listAt(object, claimTemplatesPath);
  const template = templates.findIndex((item) => valueAt(item, ["metadata", "name"]) === name);
  if (template >= 0) return [...claimTemplatesPath, template];
  const volume = listAt(object, volumesPath).findIndex((item) => item["name"] === name);
  return volume >= 0 ? [...volumesPath, volume] : undefined;
}

/** In its place where it stays in its list, else at the end of the other. */
export function replaced(object: Fields, { name, from }: FoundVolume, source: NewSource): Fields {
  const place = placeOf(object, name);
  const isIn = from === "ClaimTemplate" ? "volumeClaimTemplates" : "volumes";
  if (place === undefined) return object;
  if (source.list === isIn) return withValue(object, place, source.item);
  const path = source.list === "volumes" ? volumesPath : claimTemplatesPath;
  const left = withoutValue(object, place);
  return withValue(left, path, [...listAt(left, path), source.item]);
}
