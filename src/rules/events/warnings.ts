import type { WarningEvent } from "../../explanation/daemonSetFacts.ts";
import type { Event } from "../../kube/objects.ts";

/** The newest first. An event of the newer API has no lastTimestamp but a series or an eventTime. */
export function newestWarnings(events: readonly Event[]): readonly Event[] {
  return events
    .filter(({ type }) => type === "Warning")
    .sort((a, b) => Date.parse(lastSeen(b) ?? "") - Date.parse(lastSeen(a) ?? "") || 0);
}

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
