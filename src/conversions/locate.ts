import type { Fields } from "../rules/pods/templateFields.ts";
import { isFields } from "../rules/pods/templateFields.ts";
import { type Path, pathText } from "./fields.ts";

/** The way to what `text`, made by pathText, names; undefined where the object has nothing like it. */
export function locate(object: Fields, text: string): Path | undefined {
  const search = (value: unknown, path: Path): Path | undefined => {
    if (path.length > 0) {
      const here = pathText(object, path);
      if (here === text) return path;
      if (!text.startsWith(here)) return undefined;
    }
    const steps = Array.isArray(value) ? value.keys() : isFields(value) ? Object.keys(value) : [];
    for (const step of steps) {
      const found = search((value as { readonly [key: string]: unknown })[step], [...path, step]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(object, []);
}
