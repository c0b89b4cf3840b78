import { basename } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { schemas } from "./schema/schemas.ts";

/** RFC 3339, as Kubernetes writes times: with or without a fraction of the second. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[-+]\d\d:\d\d)$/;

type DocumentName = "explanation" | "conversion" | "snapshot";

/** The schema of a document, ready to be asked: as the types say it, which docs/schema must agree with. */
export function validator(name: DocumentName): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });
  ajv.addFormat("date-time", dateTime);
  const text = [...schemas()].find(([path]) => basename(path).startsWith(`${name}.`))?.[1] ?? "null";
  return ajv.compile(JSON.parse(text));
}

const validators = new Map<string, ValidateFunction>();

/**
 * Fails unless the document is what its schema says: an Explanation, an ExplanationList, a Conversion or a Snapshot. It is
 * judged as the JSON that it becomes, in which a property that is undefined does not exist.
 */
export function expectValid(document: unknown): void {
  const json = JSON.parse(JSON.stringify(document)) as { readonly kind?: unknown };
  const name: DocumentName =
    json.kind === "Snapshot" ? "snapshot" : json.kind === "Conversion" ? "conversion" : "explanation";
  const validate = validators.get(name) ?? validator(name);
  validators.set(name, validate);
  if (validate(json)) return;
  const wrong = (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== "if")
    .map(
      ({ instancePath, message, params }) => `${instancePath || "/"} ${message} ${JSON.stringify(params)}`,
    );
  throw new Error(`not as docs/schema/${name}.v1alpha1.schema.json says:\n${wrong.join("\n")}`);
}
