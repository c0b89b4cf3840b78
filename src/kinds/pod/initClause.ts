import type { PodContainer, PodFacts } from "../../explanation/podFacts.ts";
import { crashOf } from "./containerClauses.ts";

/**
 * Which of the init containers the pod waits for: they run one after the other, a sidecar only until it has started.
 * Upstream: pkg/kubelet/kuberuntime/kuberuntime_container.go#computeInitContainerActions (v1.36)
 */
export function initClause({ containers }: PodFacts): string {
  const inits = containers.filter(({ part }) => part !== "main");
  const at = inits.findIndex((container) => !isThrough(container));
  const current = inits[at];
  if (current === undefined) return "its containers, which are being started";
  const kind = current.part === "sidecar" ? "sidecar" : "init container";
  const which = `its ${kind} \`${current.name}\` (${at + 1} of ${inits.length})`;
  if (current.state === "Running") {
    return current.part === "sidecar"
      ? `${which}, whose startup probe has not succeeded`
      : `${which}, which runs`;
  }
  const { last, reason, exitCode } = current;
  if (reason === "CrashLoopBackOff" || last !== undefined || (exitCode ?? 0) !== 0) {
    return `${which}: ${crashOf(current).replace(/^its container `[^`]*` /, "it ")}`;
  }
  return `${which}: ${current.message ?? reason ?? "it is being created"}`;
}

function isThrough({ part, state, exitCode, started }: PodContainer): boolean {
  return part === "sidecar"
    ? state === "Running" && started === true
    : state === "Terminated" && exitCode === 0;
}
