/**
 * An absolute number, or a percentage of `total` as a string (`"25%"`), as a whole number.
 * Which way a percentage rounds differs between controllers: DaemonSets round up, Deployments round
 * maxSurge up and maxUnavailable down. Undefined for a string that is not a percentage, which the API
 * server refuses.
 *
 * Upstream: apimachinery pkg/util/intstr/intstr.go#GetScaledValueFromIntOrPercent (v1.36)
 */
export function scaledValue(value: number | string, total: number, round: "up" | "down"): number | undefined {
  if (typeof value === "number") return value;
  const percent = /^([+-]?\d+)%$/.exec(value)?.[1];
  if (percent === undefined) return undefined;
  // Multiplied before divided: 0.07 * 100 is 7.000000000000001, which would round up to 8.
  const product = Number(percent) * total;
  return round === "up" ? Math.ceil(product / 100) : Math.floor(product / 100);
}
