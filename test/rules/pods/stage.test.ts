import { describe, expect, it } from "vitest";
import type { PodStage } from "../../../src/explanation/podFacts.ts";
import type { Pod } from "../../../src/kube/objects.ts";
import { stageOf } from "../../../src/rules/pods/stage.ts";
import { waitingOf } from "../../../src/rules/pods/waiting.ts";

/** A pod on node-3, and what a case says of it otherwise. */
function stage({
  metadata,
  spec,
  status,
}: {
  readonly metadata?: object;
  readonly spec?: object;
  readonly status?: object;
}): PodStage {
  const pod = {
    metadata: { name: "web", ...metadata },
    spec: { nodeName: "node-3", ...spec },
    status: { phase: "Pending", ...status },
  } as Pod;
  return stageOf(pod, waitingOf(pod, undefined, []));
}

const unbound = { nodeName: undefined };
const main = (...states: readonly object[]) => ({
  containerStatuses: states.map((state, index) => ({ name: `c${index}`, restartCount: 0, state })),
});
const waits = (reason: string) => main({ waiting: { reason } });
const ready = { conditions: [{ type: "Ready", status: "True" }] };
const init = (status: object, initialized = "False") => ({
  initContainerStatuses: [{ name: "migrate", restartCount: 0, ...status }],
  conditions: [{ type: "Initialized", status: initialized }],
  ...waits("PodInitializing"),
});
const withInit = { initContainers: [{ name: "migrate" }] };

describe("stageOf", () => {
  it.each<[string, PodStage, Parameters<typeof stage>[0]]>([
    ["no node yet", "Scheduling", { spec: unbound }],
    ["no node yet, and a gate", "Gated", { spec: { ...unbound, schedulingGates: [{ name: "quota" }] } }],
    [
      "no node yet, and a list of gates that is empty",
      "Scheduling",
      { spec: { ...unbound, schedulingGates: [] } },
    ],
    ["a node, and nothing from its kubelet", "Preparing", {}],
    ["containers that are being created", "Preparing", { status: waits("ContainerCreating") }],
    ...[
      "ErrImagePull",
      "ImagePullBackOff",
      "ErrImageNeverPull",
      "InvalidImageName",
      "ImageInspectError",
      "RegistryUnavailable",
      "SignatureValidationFailed",
    ].map((reason): [string, PodStage, object] => [reason, "Image", { status: waits(reason) }]),
    ["CreateContainerConfigError", "Configuration", { status: waits("CreateContainerConfigError") }],
    ["CreateContainerError", "Configuration", { status: waits("CreateContainerError") }],
    [
      "an init container that has not begun",
      "Preparing",
      { spec: withInit, status: init({ state: { waiting: { reason: "PodInitializing" } } }) },
    ],
    [
      "an init container that runs",
      "Initializing",
      { spec: withInit, status: init({ state: { running: {} } }) },
    ],
    [
      "an init container that crashes",
      "Initializing",
      { spec: withInit, status: init({ state: { waiting: { reason: "CrashLoopBackOff" } } }) },
    ],
    [
      "an init container that was restarted",
      "Initializing",
      {
        spec: withInit,
        status: init({ restartCount: 1, state: { waiting: { reason: "PodInitializing" } } }),
      },
    ],
    [
      "init containers that are through",
      "Preparing",
      { spec: withInit, status: init({ state: { terminated: { exitCode: 0 } } }, "True") },
    ],
    [
      "the image of an init container that is not there",
      "Image",
      { spec: withInit, status: init({ state: { waiting: { reason: "ErrImagePull" } } }) },
    ],
    ["a container in back-off", "Crashing", { status: waits("CrashLoopBackOff") }],
    ["a container that has just failed", "Crashing", { status: main({ terminated: { exitCode: 1 } }) }],
    ["a container whose command is not there", "Crashing", { status: waits("RunContainerError") }],
    [
      "containers that all run",
      "Readiness",
      { status: { phase: "Running", ...main({ running: {} }, { running: {} }) } },
    ],
    [
      "one that runs while another is created",
      "Preparing",
      { status: main({ running: {} }, { waiting: { reason: "ContainerCreating" } }) },
    ],
    [
      "one that runs after another has done its work",
      "Readiness",
      { status: { phase: "Running", ...main({ running: {} }, { terminated: { exitCode: 0 } }) } },
    ],
    ["readiness", "Ready", { status: { phase: "Running", ...ready } }],
    ["success", "Ended", { status: { phase: "Succeeded" } }],
    ["failure", "Ended", { status: { phase: "Failed" } }],
    [
      "a deletion while it is ready",
      "Terminating",
      { metadata: { deletionTimestamp: "2026-11-25T12:00:00Z" }, status: ready },
    ],
    [
      "a deletion before it had a node",
      "Terminating",
      { metadata: { deletionTimestamp: "2026-11-25T12:00:00Z" }, spec: unbound },
    ],
    [
      "a deletion whose object stays after its containers have ended",
      "Terminating",
      { metadata: { deletionTimestamp: "2026-11-25T12:00:00Z" }, status: { phase: "Succeeded" } },
    ],
  ])("of %s: %s", (_, expected, pod) => {
    expect(stage(pod)).toBe(expected);
  });
});
