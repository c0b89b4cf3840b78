export type Fields = { readonly [key: string]: unknown };

/** An item of a list, with its name where its kind has one. */
export interface Item {
  readonly value: Fields;
  readonly name: string | undefined;
  readonly index: number;
}

/** Fields whose empty object says nothing: maps, and structs that are always there. Elsewhere `{}` is a value. */
const emptyIsAbsent = new Set([
  "annotations",
  "labels",
  "limits",
  "matchLabels",
  "metadata",
  "nodeSelector",
  "overhead",
  "requests",
  "resources",
  "volumeAttributes",
]);

/** Whether the value of that field says nothing, as the API server's own comparison takes it. */
export function isAbsent(value: unknown, field: string): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && emptyIsAbsent.has(field) && Object.keys(value).length === 0;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The empty one of what holds items that are told from each other; undefined for what is one value. */
export function emptyOf(value: unknown, field: string): Fields | readonly unknown[] | undefined {
  if (Array.isArray(value)) return value.every(isFields) ? [] : undefined;
  return isFields(value) && emptyIsAbsent.has(field) ? {} : undefined;
}

/** What tells the items of a list from each other, where that is not their name. */
const keyOfItems: { readonly [field: string]: string } = {
  hostAliases: "ip",
  items: "key",
  matchExpressions: "key",
  readinessGates: "conditionType",
  topologySpreadConstraints: "topologyKey",
  volumeDevices: "devicePath",
  volumeMounts: "mountPath",
};

/** What an operator would call an item of a list of a pod template; undefined where only its place tells it. */
export function nameOfItem(item: Fields, field: string): string | undefined {
  const name = item[keyOfItems[field] ?? "name"];
  if (typeof name === "string" && name !== "") return name;
  if (field !== "ports" || item["containerPort"] === undefined) return undefined;
  const { containerPort, protocol = "TCP" } = item;
  return protocol === "TCP" ? `${containerPort}` : `${containerPort}/${protocol}`;
}

/** Those without a name by their index. */
export function namesOfItems(items: readonly Fields[], field: string): readonly string[] {
  return items.map((item, index) => nameOfItem(item, field) ?? String(index));
}
