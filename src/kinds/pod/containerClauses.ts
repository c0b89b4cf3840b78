import type { ContainerEnd, PodContainer, PodFacts } from "../../explanation/podFacts.ts";

/** 128 and a signal's number, as shells and runtimes report it. */
const signals: { readonly [exitCode: number]: string } = {
  129: "SIGHUP",
  130: "SIGINT",
  132: "SIGILL",
  134: "SIGABRT",
  135: "SIGBUS",
  136: "SIGFPE",
  137: "SIGKILL",
  139: "SIGSEGV",
  141: "SIGPIPE",
  143: "SIGTERM",
};

/** `cannot pull image `nginx:1.99` for its container `web`: not found` */
export function imageClause({ containers, waiting }: PodFacts): string {
  const reason = waiting?.reason ?? "";
  const culprit = containers.find(
    (container) => container.state === "Waiting" && container.reason === reason,
  );
  if (culprit === undefined) return waiting?.summary ?? reason;
  const which = `image \`${culprit.image}\` for its container \`${culprit.name}\``;
  if (reason === "InvalidImageName") return `cannot pull ${which}: that is no name of an image`;
  if (reason === "ErrImageNeverPull") {
    return `lacks ${which}: it is not on the node, and imagePullPolicy is Never`;
  }
  return `cannot pull ${which}: ${lastCause(culprit.message) ?? reason}`;
}

/** Registries answer the same of what is private and of what does not exist. Upstream: containerd's docker resolver */
const denied = "repository does not exist or may require authorization";

/** Errors are wrapped from the outside in: what stands behind the last colon is what happened. */
function lastCause(message: string | undefined): string | undefined {
  if (message?.includes(denied)) return `the ${denied}`;
  const cause = message
    ?.split(/: (?=\S)/)
    .at(-1)
    ?.replace(/\.$/, "");
  return cause === undefined || cause === message ? message : cause;
}

/** `its container `web` cannot be created: configmap "settings" not found` */
export function configurationClause({ containers, waiting }: PodFacts): string {
  const culprit = containers.find(({ state, reason }) => state === "Waiting" && reason === waiting?.reason);
  if (culprit === undefined) return waiting?.summary ?? "";
  return `its container \`${culprit.name}\` cannot be created: ${culprit.message ?? culprit.reason}`;
}

/** `its container `web` ends with exit code 1 and was restarted 5 times` */
export function crashClause({ containers, waiting }: PodFacts): string {
  const culprit = containers.find(isCrashing);
  return culprit === undefined ? (waiting?.summary ?? "") : crashOf(culprit);
}

export function crashOf(container: PodContainer): string {
  const { name, restarts } = container;
  const how = endClause(endOf(container), container);
  return `its container \`${name}\` ${how}${restarts === 0 ? "" : ` and was restarted ${restarts} ${restarts === 1 ? "time" : "times"}`}`;
}

function isCrashing({ part, state, reason, exitCode }: PodContainer): boolean {
  if (part === "init") return false;
  return (
    reason === "CrashLoopBackOff" ||
    reason === "RunContainerError" ||
    (state === "Terminated" && exitCode !== 0)
  );
}

function endOf({ state, exitCode, signal, reason, last }: PodContainer): ContainerEnd | undefined {
  if (state !== "Terminated" || exitCode === undefined) return last;
  return { exitCode, ...(signal !== undefined && { signal }), ...(reason !== undefined && { reason }) };
}

/** `ran out of memory (limit 64Mi)`, `ends with exit code 137 (SIGKILL)` */
export function endClause(end: ContainerEnd | undefined, { limits, message, reason }: PodContainer): string {
  if (end === undefined) return `does not start: ${message ?? reason ?? "the cluster does not say why"}`;
  if (end.reason === "OOMKilled") {
    const limit = limits["memory"];
    return `ran out of memory${limit === undefined ? "" : ` (limit ${limit})`}`;
  }
  const signal = end.signal === undefined ? signals[end.exitCode] : `signal ${end.signal}`;
  return `ends with exit code ${end.exitCode}${signal === undefined ? "" : ` (${signal})`}`;
}
