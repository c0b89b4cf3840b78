import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { AuditEvent } from "../audit.ts";
import type { PolicyRule } from "../users.ts";

/** One right: a verb on a resource, or on that of one name. */
export interface Right {
  readonly verb: string;
  /** "" for the core group. */
  readonly group: string;
  readonly resource: string;
  readonly name?: string;
}

interface ClusterRole {
  readonly metadata: { readonly name: string };
  readonly rules: readonly PolicyRule[];
}

const file = join(import.meta.dirname, "..", "..", "..", "docs", "clusterrole.yaml");

/** The roles that the README says to copy, one right after the other. */
export const rightsOfRoles: ReadonlyMap<string, readonly Right[]> = new Map(
  parseAllDocuments(readFileSync(file, "utf8")).map((document) => {
    const { metadata, rules } = document.toJS() as ClusterRole;
    return [metadata.name, rules.flatMap(rightsOf)];
  }),
);

export function ruleOf({ verb, group, resource, name }: Right): PolicyRule {
  const names = name === undefined ? {} : { resourceNames: [name] };
  return { apiGroups: [group], resources: [resource], ...names, verbs: [verb] };
}

/** `list daemonsets.apps`, `get configmaps/coredns`. */
export function wordsOf({ verb, group, resource, name }: Right): string {
  return `${verb} ${resource}${group === "" ? "" : `.${group}`}${name === undefined ? "" : `/${name}`}`;
}

/** The right that a request needs, in words; undefined for `/version` and the like, which everybody may ask for. */
export function wordsOfRequest({ verb, objectRef }: AuditEvent): string | undefined {
  if (objectRef?.resource === undefined) return undefined;
  const { apiGroup: group = "", resource, name } = objectRef;
  // A ConfigMap is got by its name alone; of everything else any name may be.
  return wordsOf({ verb, group, resource, ...(resource === "configmaps" && name && { name }) });
}

function rightsOf({ verbs, apiGroups = [], resources = [], resourceNames }: PolicyRule): readonly Right[] {
  const names = resourceNames?.map((name) => ({ name })) ?? [{}];
  return verbs.flatMap((verb) =>
    apiGroups.flatMap((group) =>
      resources.flatMap((resource) => names.map((name): Right => ({ verb, group, resource, ...name }))),
    ),
  );
}
