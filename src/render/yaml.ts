import type { Document } from "../explanation/explanation.ts";
import { toYaml } from "../text/yaml/toYaml.ts";

/** The same document as `-o json`, as YAML. */
export function renderYaml(document: Document): string {
  return toYaml(document);
}
