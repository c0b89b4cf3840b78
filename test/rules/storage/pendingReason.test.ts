import { expect, it } from "vitest";
import type { Event, PersistentVolumeClaim } from "../../../src/kube/objects.ts";
import { pendingReasonOf } from "../../../src/rules/storage/pendingReason.ts";

const claim = (phase?: string) =>
  ({
    metadata: { name: "data-postgres-0", uid: "uid-claim" },
    ...(phase && { status: { phase } }),
  }) as PersistentVolumeClaim;

const event = (type: string, reason: string, message: string, minute = 0, uid = "uid-claim") =>
  ({
    involvedObject: { kind: "PersistentVolumeClaim", uid },
    type,
    reason,
    message,
    lastTimestamp: `2026-11-25T04:${String(minute).padStart(2, "0")}:00Z`,
  }) as Event;

const quota = event("Warning", "ProvisioningFailed", "quota of 10 disks reached", 5);
const consumer = event("Normal", "WaitForFirstConsumer", "waiting for first consumer", 9);
const noVolume = event("Normal", "FailedBinding", "no persistent volumes available for this claim", 7);

it.each<[string, readonly Event[], string | undefined]>([
  ["the newest warning", [event("Warning", "ProvisioningFailed", "older", 1), quota], quota.message],
  [
    "whatever the order of the events",
    [quota, event("Warning", "VolumeMismatch", "older", 1)],
    quota.message,
  ],
  ["that no volume fits, though that is no warning", [quota, noVolume], noVolume.message],
  ["a warning, not that it waits for its first consumer since", [quota, consumer], quota.message],
  ["nothing while it waits for its first consumer", [consumer], undefined],
  [
    "nothing while a provisioner is at work",
    [event("Normal", "ExternalProvisioning", "Waiting for a volume to be created")],
    undefined,
  ],
  [
    "nothing of what is said about others",
    [event("Warning", "ProvisioningFailed", "of another", 1, "uid-other")],
    undefined,
  ],
  ["nothing without events", [], undefined],
])("is %s", (_, events, reason) => {
  expect(pendingReasonOf(claim("Pending"), events)).toBe(reason);
});

it("a claim that is bound has none, whatever was said before", () => {
  expect(pendingReasonOf(claim("Bound"), [quota])).toBeUndefined();
});

it("one that is lost, or that no controller has looked at yet, may have one", () => {
  expect(pendingReasonOf(claim("Lost"), [quota])).toBe(quota.message);
  expect(pendingReasonOf(claim(), [quota])).toBe(quota.message);
});

it("a claim of a manifest has no events, not even those that name no object", () => {
  const unnamed = { ...quota, involvedObject: {} } as Event;
  expect(pendingReasonOf({ metadata: { name: "data-postgres-0" } }, [unnamed])).toBeUndefined();
});
