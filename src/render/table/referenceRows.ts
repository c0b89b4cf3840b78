import type { ConditionFacts } from "../../explanation/conditions.ts";
import type { Autoscaler, DisruptionBudget, Manager, References } from "../../explanation/references.ts";
import type { Route, SelectingService, ServicePortTarget } from "../../explanation/services.ts";
import type { LabelledRow } from "./labelledRows.ts";
import { count, nameList } from "./names.ts";

/** Who sends requests to the pods; a row for each Service, and one for each way in from outside. */
export function serviceRows(
  services: readonly SelectingService[],
  routes: readonly Route[],
): readonly LabelledRow[] {
  return [
    ...services.map((service): LabelledRow => ["SERVICE", serviceText(service)]),
    ...routes.map((route): LabelledRow => ["ROUTE", routeText(route)]),
  ];
}

/** `web (ClusterIP), 80/TCP to port http of container web; 3 endpoints are ready, a request goes to any of them` */
function serviceText({ name, type, headless, portTargets, endpoints }: SelectingService): string {
  const ports = portTargets.map(portText).join(", ");
  const how = `${name} (${headless ? "headless" : type})${ports && `, ${ports}`}`;
  if (endpoints === undefined) return how;
  const { ready, notReady } = endpoints;
  const unready = notReady === 0 ? "" : `, ${notReady} not ready`;
  if (ready === 0) return `${how}; no endpoint is ready${unready}, so nobody answers`;
  const random = headless || ready === 1 ? "" : ": a request goes to one of them at random";
  return `${how}; ${count(ready, "endpoint")} ready${unready}${random}`;
}

function portText({ name, port, protocol, targetPort, container }: ServicePortTarget): string {
  const own = `${name === undefined ? "" : `${name} `}${port}/${protocol}`;
  const target = targetPort === port ? [] : [`port ${targetPort}`];
  const where = [...target, ...(container === undefined ? [] : [`container ${container}`])].join(" of ");
  return where === "" ? own : `${own} to ${where}`;
}

function routeText({ kind, name, service, port, hosts, paths }: Route): string {
  const where = hosts.length === 0 ? ["every host"] : hosts;
  const below = paths.length === 0 ? "" : ` ${nameList(paths, false)}`;
  const to = port === undefined ? service : `${service}:${port}`;
  return `${kind} ${name}: ${nameList(where, false)}${below} to ${to}`;
}

/** Who else decides about it. */
export function referenceRows({
  autoscalers,
  disruptionBudgets,
  managers,
}: References): readonly LabelledRow[] {
  return [
    ...autoscalers
      .filter(({ namesSubject }) => namesSubject)
      .map((autoscaler): LabelledRow => ["SCALED BY", autoscalerText(autoscaler)]),
    ...disruptionBudgets.map((budget): LabelledRow => ["BUDGET", budgetText(budget)]),
    ...managers.map((manager): LabelledRow => ["MANAGED BY", managerText(manager)]),
  ];
}

function autoscalerText(autoscaler: Autoscaler): string {
  const { ref, minReplicas, maxReplicas, desiredReplicas, updateMode, conditions, managedBy } = autoscaler;
  const who = `${ref.kind} ${ref.name}`;
  if (updateMode !== undefined) return `${who} (requests, mode ${updateMode})`;
  const range = `${minReplicas} to ${maxReplicas} pods`;
  const inactive = conditions.find(
    ({ type, status }) => (type === "ScalingActive" || type === "AbleToScale") && status === "False",
  );
  // What it wanted last says nothing while it cannot compute what it wants. 0 is what it has before it computed any.
  const wants =
    desiredReplicas === undefined || inactive !== undefined || desiredReplicas < (minReplicas ?? 0)
      ? ""
      : `, wants ${desiredReplicas} now`;
  const of = managedBy === undefined ? "" : `, made by ${managedBy.kind} ${managedBy.name}`;
  return `${who}, ${range}${wants}${of}${inactive ? inactiveText(inactive) : ""}`;
}

/** Upstream: pkg/controller/podautoscaler/horizontal.go#reconcileAutoscaler (v1.36) */
function inactiveText({ type, reason, message }: ConditionFacts): string {
  const why = message ?? reason;
  if (reason === "ScalingDisabled" || type === "AbleToScale") return `; it does not scale: ${why}`;
  return `; it cannot scale by its metrics, only its minimum and maximum hold: ${why}`;
}

function budgetText(budget: DisruptionBudget): string {
  const { name, minAvailable, maxUnavailable, disruptionsAllowed, currentHealthy, desiredHealthy } = budget;
  const limit =
    maxUnavailable === undefined
      ? `at least ${minAvailable ?? 1} available`
      : `at most ${maxUnavailable} unavailable`;
  const now =
    disruptionsAllowed === undefined
      ? ""
      : `; ${count(currentHealthy ?? 0, "pod")} healthy and ${desiredHealthy} needed, so ${count(disruptionsAllowed, "eviction")} allowed now`;
  return `PodDisruptionBudget ${name}, ${limit}${now}`;
}

function managerText({ by, name }: Manager): string {
  if (by === "Owner") return `${name.replace("/", " ")}, which owns it`;
  if (by === "Helm") return `Helm, release ${name}`;
  return by === "ArgoCD" ? `Argo CD, application ${name}` : `Flux, ${name}`;
}
