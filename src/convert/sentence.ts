import type { Change, Decision, SourceKind, TargetKind } from "../explanation/conversion.ts";

/** `Deployment shop/grafana as a StatefulSet: 3 fields change, 2 are lost, and 1 decision is yours.` */
export function sentenceOf(
  subject: { readonly kind: SourceKind; readonly namespace: string; readonly name: string },
  to: TargetKind,
  changes: readonly Change[],
  decisions: readonly Decision[],
): string {
  const who = `${subject.kind} ${subject.namespace}/${subject.name}`;
  if (subject.kind === to && !changes.some(({ action }) => action !== "Kept")) {
    return `${who} is a ${to} already.`;
  }
  const told = changes.filter(({ path }) => path !== "kind" && path !== "apiVersion");
  const of = (action: Change["action"]) => told.filter((change) => change.action === action).length;
  const open = decisions.filter((decision) => decision.open);
  const counts = [
    [of("Changed"), "changes", "change"],
    [of("Dropped"), "is lost", "are lost"],
    [of("Added"), "is added", "are added"],
  ] as const;
  const parts = counts
    .filter(([number]) => number > 0)
    .map(([number, one, many], index) => {
      const noun = index > 0 ? "" : number === 1 ? " field" : " fields";
      return `${number}${noun} ${number === 1 ? one : many}`;
    });
  const yours =
    open.length === 0
      ? undefined
      : `${open.length} ${open.length === 1 ? "decision is" : "decisions are"} yours (${open.map(({ about }) => about).join(", ")})`;
  const list = [...parts, ...(yours === undefined ? [] : [yours])];
  const what =
    list.length === 0
      ? "only the kind changes"
      : list.length === 1
        ? list[0]
        : `${list.slice(0, -1).join(", ")}, and ${list.at(-1)}`;
  return `${who} as a ${to}: ${what}.`;
}
