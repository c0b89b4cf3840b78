import type { VolumeChoice } from "../conversions/decided.ts";
import { isDnsSubdomain } from "../rules/labels/syntax.ts";
import { quantityValue } from "../rules/quantity.ts";

/** What parseVolumeChoice takes, for help and errors. */
export const volumeChoices =
  "template[:SIZE[:CLASS]], shared[:CLAIM], ephemeral[:SIZE[:CLASS]], emptyDir or hostPath:PATH";

/** The first word of each of them. */
export const volumeChoiceNames: readonly string[] = [
  "template",
  "shared",
  "ephemeral",
  "emptyDir",
  "hostPath",
];

/** What stands behind `--volume NAME=`; undefined for what means nothing. */
export function parseVolumeChoice(written: string): VolumeChoice | undefined {
  const [, as, value] = /^([A-Za-z]+)(?::(.*))?$/s.exec(written) ?? [];
  switch (as) {
    case "template":
    case "ephemeral": {
      const [size = "", storageClass, ...more] = (value ?? "").split(":");
      if (more.length > 0 || (size !== "" && (quantityValue(size) ?? 0n) <= 0n)) return undefined;
      if (storageClass !== undefined && storageClass !== "" && !isDnsSubdomain(storageClass))
        return undefined;
      return { as, ...(size !== "" && { size }), ...(storageClass !== undefined && { storageClass }) };
    }
    case "shared":
      if (value !== undefined && !isDnsSubdomain(value)) return undefined;
      return { as, ...(value !== undefined && { claim: value }) };
    case "emptyDir":
      return value === undefined ? { as } : undefined;
    case "hostPath":
      return value?.startsWith("/") ? { as, path: value } : undefined;
    default:
      return undefined;
  }
}
