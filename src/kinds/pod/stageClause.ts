import type { PodFacts, SchedulingCounts } from "../../explanation/podFacts.ts";
import { isLasting } from "../../rules/pods/lasting.ts";
import { readableReason } from "../../rules/scheduling/readableReason.ts";
import { configurationClause, crashClause, endClause, imageClause } from "./containerClauses.ts";
import { initClause } from "./initClause.ts";
import { volumeClause } from "./volumeClause.ts";

/** What is said of a pod at its stage, to follow its name: `has no node: of 12 nodes, …`. */
export function stageClause(facts: PodFacts): string {
  const { stage, phase, node, waiting, nodeReady } = facts;
  switch (stage) {
    case "Ready":
      return `runs and is ready on ${node}`;
    case "Gated":
      return `is not scheduled: ${gatesClause(facts)}`;
    case "Scheduling":
      return schedulingClause(facts);
    case "Preparing":
      return isLasting(waiting?.reason)
        ? `does not start on ${node}: ${volumeClause(summaryOf(facts))}`
        : `is being started on ${node}`;
    case "Image":
      return `does not start on ${node}: the node ${imageClause(facts)}`;
    case "Configuration":
      return `does not start on ${node}: ${configurationClause(facts)}`;
    case "Initializing":
      return `is on ${node} and waits for ${initClause(facts)}`;
    case "Crashing":
      return `does not stay up on ${node}: ${crashClause(facts)}`;
    case "Readiness":
      if (nodeReady !== undefined && nodeReady !== "True") return silentClause(facts);
      return `runs on ${node}, but is not ready: ${readinessClause(facts)}`;
    case "Ended":
      return phase === "Succeeded" ? "has done its work and ended" : `failed${failureClause(facts)}`;
    case "Terminating":
      return terminatingClause(facts);
  }
}

/** Its status is from before: only the kubelet would know better. */
function silentClause({ node, nodeReady }: PodFacts): string {
  return nodeReady === "False"
    ? `is on ${node}, which is not ready, and counts as not ready with it`
    : `is on ${node}, which does not answer: whether it runs, nobody knows`;
}

function summaryOf({ waiting }: PodFacts): string {
  return (waiting?.summary ?? "").replace(/[.\s]+$/, "");
}

function gatesClause({ schedulingGates: gates }: PodFacts): string {
  const names = gates.map((gate) => `\`${gate}\``).join(", ");
  return gates.length === 1
    ? `its scheduling gate ${names} is not lifted`
    : `its scheduling gates ${names} are not lifted`;
}

function schedulingClause(facts: PodFacts): string {
  const { scheduling, waiting } = facts;
  if (waiting?.reason === "NotScheduledYet") return "waits for the scheduler, which has not looked at it yet";
  return `has no node: ${scheduling === undefined ? uncountedClause(facts) : countsClause(scheduling)}`;
}

/** What keeps it off all nodes before any is looked at; the end is what preemption made of that, which is nothing. */
function uncountedClause(facts: PodFacts): string {
  const summary = summaryOf(facts)
    .replace(/\. not found$/, "")
    .replace(/^0\/\d+ nodes are available: /, "");
  if (summary === "pod has unbound immediate PersistentVolumeClaims") {
    return "the scheduler looks at none before its claims are bound to volumes";
  }
  const [, claim] = /^persistentvolumeclaim "([^"]+)" not found$/.exec(summary) ?? [];
  return claim === undefined ? summary : `its claim \`${claim}\` does not exist`;
}

/** `of 12 nodes, 9 have taints that it does not tolerate and 3 have too little cpu left` */
function countsClause({ nodes, reasons }: SchedulingCounts): string {
  const [first] = reasons;
  if (first !== undefined && reasons.length === 1 && first.nodes === nodes) {
    const meaning = readableReason(first.reason);
    return nodes === 1 ? `the only node ${singular(meaning)}` : `all ${nodes} nodes ${meaning}`;
  }
  const said = reasons.map(({ nodes: count, reason }) => {
    const meaning = readableReason(reason);
    return `${count} ${count === 1 ? singular(meaning) : meaning}`;
  });
  const last = said.at(-1);
  return `of ${nodes} nodes, ${said.length > 1 ? `${said.slice(0, -1).join(", ")} and ${last}` : last}`;
}

function singular(meaning: string): string {
  return meaning
    .replace(/^have\b/, "has")
    .replace(/^do not\b/, "does not")
    .replace(/^are\b/, "is")
    .replace(/^lack\b/, "lacks")
    .replace(/\bthey take\b/, "it takes");
}

function readinessClause(facts: PodFacts): string {
  const { containers, readinessGates, waiting } = facts;
  const unready = containers.filter(
    ({ part, ready, state }) => part !== "init" && !ready && state === "Running",
  );
  const [first] = unready;
  if (first !== undefined) {
    const names = unready.map(({ name }) => `\`${name}\``).join(", ");
    const probe = unready.every(({ started }) => started === false) ? "startup" : "readiness";
    return `the ${probe} probe of ${names} does not succeed`;
  }
  const shut = readinessGates.filter(({ status }) => status !== "True");
  if (shut.length > 0) {
    const names = shut.map(({ conditionType }) => `\`${conditionType}\``).join(", ");
    return shut.length === 1
      ? `its readiness gate ${names} is not True`
      : `its readiness gates ${names} are not True`;
  }
  return summaryOf(facts) || (waiting?.reason ?? "the cluster does not say why");
}

/** The kubelet and the controllers say why they failed it; else a container's end does. */
function failureClause(facts: PodFacts): string {
  const { containers, waiting } = facts;
  if (waiting?.reason !== undefined && waiting.reason !== "Failed") {
    const summary = summaryOf(facts);
    return ` (${waiting.reason})${summary === waiting.reason ? "" : `: ${summary}`}`;
  }
  const culprit = containers.find(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
  if (culprit?.exitCode === undefined) return "";
  const { name, exitCode, reason, signal } = culprit;
  const how = endClause({ exitCode, ...(reason && { reason }), ...(signal && { signal }) }, culprit);
  return `: its container \`${name}\` ${how.replace(/^ends/, "ended")}`;
}

/** The kubelet takes the object away once the containers have ended, and the API server once no finalizer is left. */
function terminatingClause({ deletion, containers, nodeReady, node }: PodFacts): string {
  const finalizers = deletion?.finalizers ?? [];
  if (!deletion?.overdue) return "is being deleted";
  if (nodeReady !== undefined && nodeReady !== "True") {
    // A kubelet that is unwell says so itself.
    const how = nodeReady === "False" ? "is not ready" : "does not answer";
    return `is deleted, but its node ${node} ${how} (Ready is ${nodeReady}), so that nobody can say that its containers have ended`;
  }
  if (finalizers.length > 0 && !containers.some(({ state }) => state === "Running")) {
    const names = finalizers.map((each) => `\`${each}\``).join(", ");
    const keep = finalizers.length === 1 ? `finalizer ${names} keeps` : `finalizers ${names} keep`;
    return `is deleted, but its ${keep} the object`;
  }
  return "is being deleted, for longer than its grace period";
}
