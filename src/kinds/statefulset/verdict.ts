import type { Verdict, VerdictState } from "../../explanation/explanation.ts";
import type { OrdinalHoldUp, StatefulSetFacts } from "../../explanation/statefulSetFacts.ts";
import type { StatefulSet } from "../../kube/objects.ts";
import { hasLastingTrouble } from "./holdUp.ts";
import { noNamesClause } from "./noNamesClause.ts";
import { podsToDelete } from "./rollout.ts";
import { ordinalList, troubleClause } from "./troubleClause.ts";

/** The one or two sentences that a colleague would say, and the word that a script would act on. */
export function verdict(statefulSet: StatefulSet, facts: StatefulSetFacts): Verdict {
  const { namespace, name, uid, deletionTimestamp } = statefulSet.metadata ?? {};
  const subject = `StatefulSet ${namespace}/${name}`;
  const { desired } = facts.pods;
  const noNames = noNamesClause(facts);
  if (uid === undefined) {
    const would = `${subject}, not applied yet, asks for ${count(desired, "pod")}${podRange(facts)}`;
    return { state: "Unknown", sentence: joined(would, noNames?.replace("has", "would have")) };
  }
  if (deletionTimestamp !== undefined) {
    return {
      state: "Progressing",
      sentence: `${subject} is being deleted; its controller neither creates nor replaces pods any more.`,
    };
  }
  const main = `${subject} ${mainClause(facts)}`;
  // One sentence while all is well but for the names; what is wrong with the pods comes first.
  const calm = facts.rollout.phase === "Complete" && desired > 0;
  const sentences = [
    ...(calm ? [joined(main, noNames)] : [`${main}.`]),
    ...rolloutSentences(facts),
    ...(!calm && desired > 0 && noNames !== undefined ? [`${capital(noNames)}.`] : []),
  ];
  return { state: stateOf(facts, noNames !== undefined), sentence: sentences.join(" ") };
}

function mainClause(facts: StatefulSetFacts): string {
  const { pods, rollout, condemned, identities } = facts;
  const { desired, current = 0, ready = 0, available = 0, countsFrom } = pods;
  if (countsFrom === "none") return `wants ${count(desired, "pod")}; its controller has not acted on it yet`;
  if (desired === 0 && condemned.length === 0) return "is scaled to 0 and runs no pods";
  if (countsFrom === "status") {
    // Its counts are of all pods, those to be deleted included, so they compare with `desired` only when equal.
    const excess = current > desired ? `, and wants ${desired}` : "";
    const has =
      excess === "" ? `${ready} of ${count(desired, "pod")}` : `${ready} of its ${count(current, "pod")}`;
    return `has ${has} ready, as its status has it${excess}`;
  }
  if (available >= desired && condemned.length === 0) return `is ready, ${ready} of ${desired}`;
  const { heldUpBy } = rollout;
  const leaving = condemned.length === 0 ? "" : ` and ${condemned.length} more to delete`;
  const has = `has ${ready} of ${count(desired, "pod")} ready${leaving}`;
  if (heldUpBy !== undefined) return `${has}: ${holdUpText(heldUpBy)}`;
  const trouble = troubleClause(identities);
  return trouble === "" ? has : `${has}: ${trouble}`;
}

/** `db-1 holds up the creation of ordinal 2 and the update (container postgres: CrashLoopBackOff)`. */
function holdUpText({ pod, reason, creation, deletion, update }: OrdinalHoldUp): string {
  const held = [
    ...(creation.length > 0 ? [`the creation of ${ordinalList(creation)}`] : []),
    ...(deletion.length > 0 ? [`the deletion of ${ordinalList(deletion)}`] : []),
    ...(update.length > 0 ? ["the update"] : []),
  ];
  const last = held.pop();
  return `${pod} holds up ${held.length > 0 ? `${held.join(", ")} and ` : ""}${last} (${reason})`;
}

function rolloutSentences(facts: StatefulSetFacts): readonly string[] {
  const { rollout, pods, identities } = facts;
  const { desired, updated = 0, available = 0 } = pods;
  const { partition, toUpdate } = rollout;
  const old = podsToDelete(identities, pods);
  switch (rollout.phase) {
    case "NotObserved":
      return pods.countsFrom === "none" ? [] : ["Its controller has not acted on its latest change yet."];
    case "WaitsForDeletion":
      return [
        `${count(old, "pod")} ${old === 1 ? "keeps another template than the current one until somebody deletes it" : "keep another template than the current one until somebody deletes them"} (OnDelete).`,
      ];
    case "Partitioned":
      return [`${currentOf(updated, desired)}: its partition, ${partition}, keeps the others as they are.`];
    case "Progressing": {
      if (rollout.heldUpBy?.replacedByHandOnly && isStuck(facts)) {
        return [
          `${rollout.heldUpBy.pod} is not of the current template, and gets it only once it is ready${rollout.partitionUnset ? "" : " or somebody deletes it"}.`,
        ];
      }
      const done = rollout.updated;
      const stand = currentOf(done, toUpdate, toUpdate < desired ? " above its partition" : "");
      return done < toUpdate && available >= desired ? [`It is updating: ${stand}.`] : [];
    }
    default:
      return [];
  }
}

function currentOf(updated: number, all: number, which = ""): string {
  return `${updated} of ${count(all, "pod")}${which} ${updated === 1 ? "is" : "are"} of the current template`;
}

function stateOf(facts: StatefulSetFacts, namesMissing: boolean): VerdictState {
  const { pods, rollout, identities } = facts;
  if (pods.countsFrom === "none" || rollout.phase === "NotObserved") return "Progressing";
  if (isStuck(facts)) return "Blocked";
  if (identities.some(hasLastingTrouble)) return "Degraded";
  if (rollout.phase === "Progressing") return "Progressing";
  if ((pods.available ?? 0) < pods.desired) return "Progressing";
  return namesMissing && pods.desired > 0
    ? "Degraded"
    : rollout.phase === "Complete"
      ? "Healthy"
      : "Progressing";
}

/** Others wait for a pod that does not get better by waiting. */
function isStuck({ rollout }: StatefulSetFacts): boolean {
  return rollout.heldUpBy?.lasting === true;
}

function podRange({ identities }: StatefulSetFacts): string {
  const [first, last] = [identities[0], identities.at(-1)];
  if (first === undefined || last === undefined) return "";
  return first === last ? `, ${first.pod}` : `, ${first.pod} to ${last.pod}`;
}

function joined(main: string, noNames: string | undefined): string {
  return noNames === undefined ? `${main}.` : `${main}, but ${noNames}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
