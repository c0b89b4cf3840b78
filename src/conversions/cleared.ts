import { type Fields, isFields } from "../rules/pods/templateFields.ts";
import { isSame } from "../rules/written/pruneDefaults.ts";
import { type Draft, tell } from "./draft.ts";
import { type Path, pathText } from "./fields.ts";

/** The draft with `left`, which lacks some of what its object has; each thing that went is told. */
export function cleared(draft: Draft, left: Fields, reason: string): Draft {
  return gone(draft.object, left, []).reduce<Draft>(
    (so, { path, from }) => tell(so, { path: pathText(draft.object, path), action: "Dropped", from, reason }),
    { ...draft, object: left },
  );
}

interface Gone {
  readonly path: Path;
  readonly from: unknown;
}

function gone(value: unknown, left: unknown, path: Path): readonly Gone[] {
  if (left === undefined) return [{ path, from: value }];
  if (Array.isArray(value) && Array.isArray(left)) {
    return value.length === left.length
      ? value.flatMap((item, index) => gone(item, left[index], [...path, index]))
      : value.flatMap((item, index) =>
          left.some((each) => isSame(each, item)) ? [] : [{ path: [...path, index], from: item }],
        );
  }
  if (!isFields(value) || !isFields(left)) return [];
  return Object.keys(value).flatMap((key) => gone(value[key], left[key], [...path, key]));
}
