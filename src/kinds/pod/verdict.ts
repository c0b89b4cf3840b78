import type { Verdict, VerdictState } from "../../explanation/explanation.ts";
import type { PodFacts } from "../../explanation/podFacts.ts";
import type { Pod } from "../../kube/objects.ts";
import { isLasting } from "../../rules/pods/lasting.ts";
import { stageClause } from "./stageClause.ts";

/** Whether it runs, and if not, at which stage it is held, and by what. */
export function verdict(pod: Pod, facts: PodFacts): Verdict {
  const { namespace, name, uid } = pod.metadata ?? {};
  const subject = `Pod ${namespace}/${name}`;
  if (uid === undefined) return planned(subject);
  const sentences = [`${subject}${whose(facts)} ${stageClause(facts)}.`, ownerSentence(facts)];
  return { state: stateOf(facts), sentence: sentences.filter((each) => each !== undefined).join(" ") };
}

const bare = "No controller owns it: once it is gone, nothing creates it anew.";

/** Where it would run the scheduler alone decides, by what is on the nodes then. */
function planned(subject: string): Verdict {
  return {
    state: "Unknown",
    sentence: `${subject}, as its manifest has it, is not applied: on which node it would run, the scheduler decides. ${bare}`,
  };
}

/** `, ordinal 0 of StatefulSet postgres,`; of a chain of owners the root. A node owns what its kubelet has from a file. */
function whose({ owners, ordinal }: PodFacts): string {
  const root = owners.at(-1);
  if (root === undefined) return "";
  if (root.kind === "Node") return ", a static pod,";
  const what = `${root.kind} ${root.name}`;
  return ordinal === undefined ? ` of ${what}` : `, ordinal ${ordinal} of ${what},`;
}

function ownerSentence({ owners, stage }: PodFacts): string | undefined {
  if (stage === "Terminating" || stage === "Ended") return undefined;
  if (owners.length === 0) return bare;
  const gone = owners.find(({ state }) => state === "Missing");
  return gone && `Its owner, ${gone.kind} ${gone.name}, is gone, so the garbage collector deletes it.`;
}

function stateOf({ stage, phase, waiting, deletion, nodeReady, owners }: PodFacts): VerdictState {
  switch (stage) {
    case "Ready":
      // It is on its way out where its owner is gone.
      return owners.some(({ state }) => state === "Missing") ? "Progressing" : "Healthy";
    case "Ended":
      return phase === "Succeeded" ? "Healthy" : "Blocked";
    case "Terminating": {
      const isHeld = (deletion?.finalizers ?? []).length > 0 || (nodeReady ?? "True") !== "True";
      return deletion?.overdue && isHeld ? "Blocked" : "Progressing";
    }
    case "Readiness":
      return "Degraded";
    default:
      return isLasting(waiting?.reason) ? "Blocked" : "Progressing";
  }
}
