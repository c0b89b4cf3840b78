import type { StatefulSetFacts } from "../../explanation/statefulSetFacts.ts";

/**
 * Why not one of its pods can have a name in DNS, where its spec asks for names: undefined when some can, when
 * serviceName is empty, and when it could not be told.
 */
export function noNamesClause({ governingService, identities }: StatefulSetFacts): string | undefined {
  if (governingService === undefined) return undefined;
  const named = `its governing Service \`${governingService.name}\``;
  if (governingService.exists === false) return `no pod has a DNS name: ${named} does not exist`;
  const reasons = new Set(identities.map(({ noRecordReason }) => noRecordReason));
  const [only] = reasons;
  if (reasons.size !== 1) return undefined;
  if (only === "ExternalName") return `no pod has a DNS name: ${named} is of type ExternalName`;
  if (only === "NotSelected") return `no pod has a DNS name: ${named} does not select its pods`;
  return undefined;
}
