import { type Path, valueAt } from "../conversions/fields.ts";
import { locate } from "../conversions/locate.ts";
import type { Decision, ObjectValidation } from "../explanation/conversion.ts";
import { fieldSteps } from "../kube/fieldPath.ts";
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
  return (validation ?? []).flatMap((validated): readonly Mark[] => {
    // What could not be tried is not among them.
    const index = objects.findIndex(
      (object) =>
        object["kind"] === validated.kind && valueAt(object, ["metadata", "name"]) === validated.name,
    );
    const object = objects[index];
    if (validated.accepted || object === undefined) return [];
    return refusalsOf(validated).map(({ field, message }) => ({
      object: index,
      path: field === undefined ? ["kind"] : nearest(object, fieldSteps(field)),
      comment: `refused: ${oneLine(message)}`,
    }));
  });
}

interface Refusal {
  readonly field?: string;
  readonly message: string;
}

/** Fields that the kind does not have come without causes: they are named in the message alone. */
function refusalsOf({ causes, message = "it is refused" }: ObjectValidation): readonly Refusal[] {
  if (causes.length > 0) return causes.map((cause) => ({ message, ...cause }));
  const undeclared = [...message.matchAll(undeclaredField)].map(
    ([said, ofCreate, ofApply = ""]): Refusal => ({ field: ofCreate ?? ofApply, message: said }),
  );
  return undeclared.length > 0 ? undeclared : [{ message }];
}

/**
 * Upstream: sigs.k8s.io/json internal/golang/encoding/json/kubernetes_patch.go#UnknownFieldError for what is made;
 * structured-merge-diff typed/validate.go for what is applied (v1.36)
 */
const undeclaredField = /(?:unknown|duplicate) field "([^"]+)"|(\.[^\s:]+): field not declared in schema/g;

function nearest(object: Fields, path: Path): Path {
  const found = path.findLastIndex((_, index) => valueAt(object, path.slice(0, index + 1)) !== undefined);
  return found < 0 ? ["kind"] : path.slice(0, found + 1);
}

function oneLine(message: string): string {
  return message.replaceAll(/\s+/g, " ").trim();
}
