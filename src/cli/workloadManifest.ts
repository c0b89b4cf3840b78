import type { ManifestObject } from "../source/manifests/readManifests.ts";
import { SourceError } from "../source/source.ts";

type Shape = "mapping" | "list";

/** What an explanation looks into, and what it must be where it is there. */
const shapes: readonly (readonly [path: string, shape: Shape, required: boolean])[] = [
  ["spec", "mapping", true],
  ["spec.selector", "mapping", true],
  ["spec.template", "mapping", true],
  ["spec.template.spec", "mapping", true],
  ["spec.template.spec.containers", "list", true],
  ["spec.template.spec.nodeSelector", "mapping", false],
  ["spec.template.spec.tolerations", "list", false],
  ["spec.template.spec.volumes", "list", false],
  ["spec.template.spec.affinity", "mapping", false],
  ["spec.template.metadata", "mapping", false],
  ["spec.template.metadata.labels", "mapping", false],
  ["spec.updateStrategy", "mapping", false],
  ["spec.strategy", "mapping", false],
  ["spec.volumeClaimTemplates", "list", false],
  ["metadata.labels", "mapping", false],
  ["metadata.annotations", "mapping", false],
];

/**
 * The API server has not looked at a manifest yet, so what an explanation relies on is looked at here.
 * @throws SourceError naming file, document, line and field
 */
export function checkWorkload({ object, origin }: ManifestObject): void {
  for (const [path, shape, required] of shapes) {
    const value = valueAt(object, path.split("."));
    const isMissing = value === undefined || value === null;
    if (isMissing && !required) continue;
    const is = Array.isArray(value) ? "list" : typeof value === "object" ? "mapping" : "value";
    if (!isMissing && is === shape) continue;
    const problem = isMissing ? "is not set" : `must be a ${shape}`;
    const { file, document, line } = origin;
    throw new SourceError(
      `error: ${file}, document ${document}, line ${line}: \`${path}\` of the ${object.kind} ${problem}`,
    );
  }
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return valueAt((value as { readonly [field: string]: unknown })[key], rest);
}
