import type { Change, ChangeAction, Decision, SourceKind } from "../explanation/conversion.ts";
import type { ConvertedVolume } from "../explanation/convertedVolume.ts";
import type { KubeObject } from "../kube/objects.ts";
import type { Snapshot } from "../kube/snapshot.ts";
import type { Fields } from "../rules/pods/templateFields.ts";
import type { Decided } from "./decided.ts";
import { type Path, pathText, valueAt, withoutValue, withValue } from "./fields.ts";

/** A conversion on its way: the object as it is by now, and all that was done to it and why. */
export interface Draft {
  readonly object: Fields;
  readonly changes: readonly Change[];
  readonly decisions: readonly Decision[];
  readonly volumes: readonly ConvertedVolume[];
  /** What the new object needs beside itself. */
  readonly companions: readonly KubeObject[];
}

/** What a row may know beside the draft. */
export interface Context {
  readonly from: SourceKind;
  /** As it was before anything was changed: as somebody would have written it. */
  readonly before: Fields;
  /** As it was read, with its status where it is live. */
  readonly read: KubeObject;
  readonly namespace: string;
  readonly decided: Decided;
  readonly snapshot: Snapshot;
}

/** A row of a pair's table: one thing that has to be kept, said otherwise, dropped, added or decided. */
export type Row = (draft: Draft, context: Context) => Draft;

export function draftOf(object: Fields): Draft {
  return { object, changes: [], decisions: [], volumes: [], companions: [] };
}

/** The value is set, as a change of what was there or an addition, and is told with its reason. */
export function set(draft: Draft, path: Path, value: unknown, reason: string, action?: ChangeAction): Draft {
  const from = valueAt(draft.object, path);
  const object = withValue(draft.object, path, value);
  const change: Change = {
    path: pathText(object, path),
    action: action ?? (from === undefined ? "Added" : "Changed"),
    ...(from !== undefined && { from }),
    to: value,
    reason,
  };
  return { ...draft, object, changes: [...draft.changes, change] };
}

/** What is there is taken away, and told with its reason; nothing happens where nothing is. */
export function drop(draft: Draft, path: Path, reason: string): Draft {
  const from = valueAt(draft.object, path);
  if (from === undefined) return draft;
  const change: Change = { path: pathText(draft.object, path), action: "Dropped", from, reason };
  return { ...draft, object: withoutValue(draft.object, path), changes: [...draft.changes, change] };
}

/** What was in one place stands in another one, in the way of the new kind. */
export function move(draft: Draft, from: Path, to: Path, value: unknown, reason: string): Draft {
  const old = valueAt(draft.object, from);
  if (old === undefined) return set(draft, to, value, reason);
  const object = withValue(withoutValue(draft.object, from), to, value);
  const change: Change = {
    path: pathText(draft.object, from),
    newPath: pathText(object, to),
    action: "Changed",
    from: old,
    to: value,
    reason,
  };
  return { ...draft, object, changes: [...draft.changes, change] };
}

/** Tells something that is not seen in the object, such as a default that is another one. */
export function tell(draft: Draft, change: Change): Draft {
  return { ...draft, changes: [...draft.changes, change] };
}

export function decide(draft: Draft, decision: Decision): Draft {
  return { ...draft, decisions: [...draft.decisions, decision] };
}

/** A row that only takes a field away. */
export function dropping(dotted: string, reason: string): Row {
  const path = dotted.split(".");
  return (draft) => drop(draft, path, reason);
}
