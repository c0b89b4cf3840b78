import type { TemplateChange } from "../../explanation/deploymentFacts.ts";
import type { PodTemplateSpec } from "../../kube/objects.ts";
import { argumentsWithoutSecrets, textWithoutSecrets, withoutSecret } from "./secretLooking.ts";
import { type PathStep, templateDifferences } from "./templateDifferences.ts";

/** What an operator would see change from one pod template to the other, without what looks secret by its name. */
export function templateChanges(
  from: PodTemplateSpec | undefined,
  to: PodTemplateSpec | undefined,
): readonly TemplateChange[] {
  return [...templateDifferences(from, to)].map(({ path, ...sides }) => ({
    path: pathText(path),
    ...(sides.from !== undefined && { from: shown(sides.from, path) }),
    ...(sides.to !== undefined && { to: shown(sides.to, path) }),
  }));
}

/** The whole template, without what looks secret by its name. */
export function templateWithoutSecrets(template: PodTemplateSpec): PodTemplateSpec {
  return withoutSecrets(template, "") as PodTemplateSpec;
}

/** `spec.containers[web].image`; a key of a map that holds dots or slashes stands in brackets as well. */
function pathText(path: readonly PathStep[]): string {
  return path.reduce((text, step) => {
    if ("item" in step) return `${text}[${step.item}]`;
    if (!/^[\w-]+$/.test(step.field)) return `${text}[${step.field}]`;
    return text === "" ? step.field : `${text}.${step.field}`;
  }, "");
}

/** Lists of a name and a value each. */
const holdsValues = new Set(["env", "httpHeaders"]);
/** What containers, probes and hooks run. */
const holdsArguments = new Set(["args", "command"]);
/** Texts by name. */
const holdsTexts = new Set(["annotations", "labels"]);

function shown(value: unknown, path: readonly PathStep[]): unknown {
  const [list, item, last] = [path.at(-3), path.at(-2), path.at(-1)];
  if (last === undefined) return withoutSecrets(value, "");
  if ("item" in last) return withoutSecrets(value, nameOfStep(item));
  if (last.field === "value" && item !== undefined && "item" in item && holdsValues.has(nameOfStep(list))) {
    return withoutSecret(item.item, value);
  }
  if (holdsTexts.has(nameOfStep(item))) return withoutSecret(last.field, value);
  return withoutSecrets(value, last.field);
}

function nameOfStep(step: PathStep | undefined): string {
  if (step === undefined) return "";
  return "field" in step ? step.field : step.item;
}

/** @param field that holds the value, or the list of which it is an item */
function withoutSecrets(value: unknown, field: string): unknown {
  if (Array.isArray(value)) {
    return holdsArguments.has(field)
      ? argumentsWithoutSecrets(value)
      : value.map((item) => withoutSecrets(item, field));
  }
  if (typeof value === "string") return textWithoutSecrets(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, of]) => {
      if (holdsTexts.has(field)) return [key, withoutSecret(key, of)];
      const isLiteral = key === "value" && holdsValues.has(field) && "name" in value;
      return [key, isLiteral ? withoutSecret(String(value.name), of) : withoutSecrets(of, key)];
    }),
  );
}
