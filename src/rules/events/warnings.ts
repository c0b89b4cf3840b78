import type { WarningEvent } from "../../explanation/events.ts";
import type { Event } from "../../kube/objects.ts";

/** The newest first. An event of the newer API has no lastTimestamp but a series or an eventTime. */
export function newestWarnings(events: readonly Event[]): readonly Event[] {
  const warnings =
    sorted.get(events) ??
    events
      .filter(({ type }) => type === "Warning")
      .sort((a, b) => Date.parse(lastSeen(b) ?? "") - Date.parse(lastSeen(a) ?? "") || 0);
  sorted.set(events, warnings);
  return warnings;
}

/** All workloads of a namespace ask for its events. */
const sorted = new WeakMap<readonly Event[], readonly Event[]>();

/** The newest of the warnings, which stand newest first, about the object with that UID. */
export function warningAbout(warnings: readonly Event[], uid: string | undefined): Event | undefined {
  if (uid === undefined) return undefined;
  let newest = newestByObject.get(warnings);
  if (newest === undefined) {
    newest = new Map(warnings.toReversed().map((event) => [event.involvedObject.uid, event]));
    newestByObject.set(warnings, newest);
  }
  return newest.get(uid);
}

/** Asked for each of thousands of pods. */
const newestByObject = new WeakMap<readonly Event[], ReadonlyMap<string | undefined, Event>>();

export function toWarning(event: Event): WarningEvent {
  const { kind, name } = event.involvedObject;
  const seen = lastSeen(event);
  return {
    reason: event.reason ?? "",
    message: event.message ?? "",
    object: `${kind ?? ""}/${name ?? ""}`,
    count: event.series?.count ?? event.count ?? 1,
    ...(seen !== undefined && { lastSeen: seen }),
  };
}

function lastSeen(event: Event): string | undefined {
  return (
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.firstTimestamp ??
    event.metadata?.creationTimestamp
  );
}
