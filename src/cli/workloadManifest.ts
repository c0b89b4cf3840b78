import type { ManifestObject } from "../source/manifests/readManifests.ts";
import { SourceError } from "../source/source.ts";

type Shape = "mapping" | "list" | "number" | "text";
/** Items of a list are `path[]`. */
type Expected = readonly [path: string, shape: Shape, required: boolean];

const containers = (list: string): readonly Expected[] => [
  [`${list}[]`, "mapping", true],
  [`${list}[].name`, "text", false],
  [`${list}[].command`, "list", false],
  [`${list}[].command[]`, "text", true],
  [`${list}[].args`, "list", false],
  [`${list}[].args[]`, "text", true],
  [`${list}[].ports`, "list", false],
  [`${list}[].ports[]`, "mapping", true],
  [`${list}[].env`, "list", false],
  [`${list}[].env[]`, "mapping", true],
  [`${list}[].env[].value`, "text", false],
  [`${list}[].envFrom`, "list", false],
  [`${list}[].volumeMounts`, "list", false],
  [`${list}[].volumeMounts[]`, "mapping", true],
  [`${list}[].volumeDevices`, "list", false],
  [`${list}[].resources`, "mapping", false],
];

const podSpec = (at: string): readonly Expected[] => [
  [at, "mapping", true],
  [`${at}.containers`, "list", true],
  ...containers(`${at}.containers`),
  [`${at}.initContainers`, "list", false],
  ...containers(`${at}.initContainers`),
  [`${at}.nodeSelector`, "mapping", false],
  [`${at}.tolerations`, "list", false],
  [`${at}.volumes`, "list", false],
  [`${at}.volumes[]`, "mapping", true],
  [`${at}.volumes[].name`, "text", false],
  [`${at}.affinity`, "mapping", false],
  [`${at}.topologySpreadConstraints`, "list", false],
];

const own: readonly Expected[] = [
  ["metadata.labels", "mapping", false],
  ["metadata.annotations", "mapping", false],
];

const templated = (selects: boolean): readonly Expected[] => [
  ["spec", "mapping", true],
  ["spec.replicas", "number", false],
  ["spec.selector", "mapping", selects],
  ["spec.template", "mapping", true],
  ...podSpec("spec.template.spec"),
  ["spec.template.metadata", "mapping", false],
  ["spec.template.metadata.labels", "mapping", false],
  ["spec.template.metadata.annotations", "mapping", false],
  ["spec.updateStrategy", "mapping", false],
  ["spec.strategy", "mapping", false],
  ["spec.ordinals", "mapping", false],
  ["spec.ordinals.start", "number", false],
  ["spec.volumeClaimTemplates", "list", false],
  ["spec.volumeClaimTemplates[]", "mapping", true],
  ["spec.volumeClaimTemplates[].metadata", "mapping", false],
  ["spec.volumeClaimTemplates[].metadata.name", "text", false],
  ...own,
];

const workload = templated(true);
/** What is looked into, and what it must be where it is there. A ReplicationController selects by its labels. */
const shapes: { readonly [kind: string]: readonly Expected[] } = {
  Pod: [...podSpec("spec"), ...own],
  ReplicationController: templated(false),
};

/**
 * The API server has not looked at a manifest yet, so what is relied on is looked at here: of the kinds that run
 * pods, and of a pod.
 * @throws SourceError naming file, document, line and field
 */
export function checkWorkload({ object, origin }: ManifestObject): void {
  for (const [path, shape, required] of shapes[object.kind ?? ""] ?? workload) {
    for (const { at, value } of valuesAt(object, path)) {
      const isMissing = value === undefined || value === null;
      if ((isMissing && !required) || shapeOf(value) === shape) continue;
      const problem =
        value === undefined || (isMissing && !path.endsWith("[]")) ? "is not set" : `must be a ${shape}`;
      const { file, document, line } = origin;
      throw new SourceError(
        `error: ${file}, document ${document}, line ${line}: \`${at}\` of the ${object.kind} ${problem}`,
      );
    }
  }
}

function shapeOf(value: unknown): Shape | "value" {
  if (Array.isArray(value)) return "list";
  if (typeof value === "object" && value !== null) return "mapping";
  if (typeof value === "string") return "text";
  return typeof value === "number" ? "number" : "value";
}

/** Every one that the path means; of a list that is none, or is not there, no items. */
function valuesAt(
  object: unknown,
  path: string,
): readonly { readonly at: string; readonly value: unknown }[] {
  const steps = path.split(".");
  return steps.reduce<readonly { readonly at: string; readonly value: unknown }[]>(
    (found, step) => {
      const key = step.replace("[]", "");
      return found.flatMap(({ at, value }) => {
        const here = at === "" ? key : `${at}.${key}`;
        const of = fieldOf(value, key);
        if (!step.endsWith("[]")) return [{ at: here, value: of }];
        if (!Array.isArray(of)) return [];
        return of.map((item: unknown, index) => ({ at: `${here}[${index}]`, value: item }));
      });
    },
    [{ at: "", value: object }],
  );
}

function fieldOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as { readonly [field: string]: unknown })[key];
}
