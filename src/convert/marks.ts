import { type Path, valueAt } from "../conversions/fields.ts";
import { locate } from "../conversions/locate.ts";
import type { Decision, ObjectValidation } from "../explanation/conversion.ts";
import type { Fields } from "../rules/pods/templateFields.ts";

/** A comment above a line of the new side. */
export interface Mark {
  /** Which of the new objects, counted from 0. */
  readonly object: number;
  readonly path: Path;
  readonly comment: string;
}

/** Where something is to be decided, and what can be chosen. */
export function decisionMarks(decisions: readonly Decision[], object: Fields): readonly Mark[] {
  return decisions.flatMap(({ open, path: text, choices }) => {
    const path = open ? locate(object, text) : undefined;
    if (path === undefined) return [];
    return [{ object: 0, path, comment: `decide: ${choices.map(({ flag }) => flag).join(" | ")}` }];
  });
}

/** Where the API server refuses something: at the field that it names, or the nearest above that is there. */
export function refusalMarks(
  validation: readonly ObjectValidation[] | undefined,
  objects: readonly Fields[],
): readonly Mark[] {
  return (validation ?? []).flatMap(
    ({ accepted, message = "it is refused", causes }, index): readonly Mark[] => {
      const object = objects[index];
      if (accepted || object === undefined) return [];
      const told = causes.length > 0 ? causes : [{ message }];
      return told.map((cause) => ({
        object: index,
        path: nearest(
          object,
          "field" in cause && cause.field !== undefined ? stepsOf(cause.field) : ["kind"],
        ),
        comment: `refused: ${oneLine(cause.message ?? message)}`,
      }));
    },
  );
}

function nearest(object: Fields, path: Path): Path {
  const found = path.findLastIndex((_, index) => valueAt(object, path.slice(0, index + 1)) !== undefined);
  return found < 0 ? ["kind"] : path.slice(0, found + 1);
}

/** `spec.containers[0].name`, `metadata.labels[app]`: field.Path's String. */
function stepsOf(field: string): Path {
  return [...field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, index, key]) => {
    if (key !== undefined) return key;
    return /^\d+$/.test(index ?? "") ? Number(index) : (index ?? "");
  });
}

function oneLine(message: string): string {
  return message.replaceAll(/\s+/g, " ").trim();
}
