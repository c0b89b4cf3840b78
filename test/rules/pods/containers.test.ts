import { describe, expect, it } from "vitest";
import type { Pod } from "../../../src/kube/objects.ts";
import { containersOf } from "../../../src/rules/pods/containers.ts";

const web = { name: "web", image: "nginx:1.27" };

function first(status?: object, spec: object = web) {
  const [container] = containersOf({
    spec: { containers: [spec] },
    ...(status && { status: { containerStatuses: [{ name: "web", restartCount: 0, ...status }] } }),
  } as unknown as Pod);
  return container;
}

describe("containersOf", () => {
  it("gives those that come first before the main ones, by the part that each plays, whatever order their statuses have", () => {
    const pod = {
      spec: {
        initContainers: [
          { name: "migrate", image: "migrate:1" },
          { name: "envoy", image: "envoy:1", restartPolicy: "Always" },
          { name: "warm", image: "warm:1", restartPolicy: "OnFailure" },
        ],
        containers: [web, { name: "logs", image: "fluent-bit:3" }],
      },
      status: {
        initContainerStatuses: [{ name: "envoy", restartCount: 2, state: { running: {} }, started: true }],
        containerStatuses: [{ name: "logs", restartCount: 1 }],
      },
    } as unknown as Pod;
    expect(containersOf(pod).map(({ name, part, restarts }) => [name, part, restarts])).toEqual([
      ["migrate", "init", 0],
      ["envoy", "sidecar", 2],
      ["warm", "init", 0],
      ["web", "main", 0],
      ["logs", "main", 1],
    ]);
  });

  it("of one that the kubelet has said nothing of says that it has not started, and what it asks for", () => {
    const resources = { requests: { cpu: "250m" }, limits: { memory: "64Mi" } };
    expect(first(undefined, { ...web, resources })).toEqual({
      name: "web",
      part: "main",
      image: "nginx:1.27",
      state: "NotStarted",
      ready: false,
      restarts: 0,
      ...resources,
    });
  });

  it("of one that waits gives the reason and the message", () => {
    const waiting = { reason: "CreateContainerConfigError", message: 'configmap "settings" not found' };
    expect(first({ state: { waiting } })).toMatchObject({ state: "Waiting", ...waiting });
    expect(first({ state: { waiting: { reason: "", message: "" } } })).not.toHaveProperty("reason");
  });

  it("of one that runs tells whether it has started and is ready", () => {
    const running = first({ state: { running: {} }, started: false });
    expect(running).toMatchObject({ state: "Running", started: false, ready: false });
    expect(first({ state: { running: {} }, ready: true })).not.toHaveProperty("started");
  });

  it("of one that has ended tells how, and how it ended the time before", () => {
    const finishedAt = "2026-11-25T12:00:00Z";
    const terminated = { exitCode: 137, reason: "OOMKilled", signal: 9 };
    const before = { exitCode: 1, reason: "Error", finishedAt };
    expect(first({ state: { terminated }, lastState: { terminated: before } })).toMatchObject({
      state: "Terminated",
      ...terminated,
      last: before,
    });
    expect(first({ state: { terminated: { exitCode: 0 } } })).toMatchObject({
      state: "Terminated",
      exitCode: 0,
    });
    expect(first({ state: { terminated: { exitCode: 0 } } })).not.toHaveProperty("last");
  });

  it("of a pod without containers gives none", () => {
    expect(containersOf({})).toEqual([]);
  });
});
