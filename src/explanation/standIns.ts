/** How what stands for a value in a snapshot begins: `<redacted 1>`. */
export const standIn = "<redacted ";

/** Whether a snapshot has left out a value of the object, at any depth. */
export function hasStandIns(value: unknown): boolean {
  if (typeof value === "string") return value.startsWith(standIn);
  return typeof value === "object" && value !== null && Object.values(value).some(hasStandIns);
}
