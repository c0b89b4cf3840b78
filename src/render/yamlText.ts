import { stringify } from "yaml";
export function toYaml(value: unknown): string {
  return stringify(value, { compat: "yaml-1.1", indentSeq: false, lineWidth: 0 });
}
