import { describe, expect, it } from "vitest";
import type { Event, Pod } from "../../../src/kube/objects.ts";
import { waitingOf } from "../../../src/rules/pods/waiting.ts";

const started = {
  name: "fluentd",
  image: "",
  imageID: "",
  ready: false,
  restartCount: 0,
  state: { running: {} },
};

function bound(status: NonNullable<Pod["status"]>): Pod {
  return { metadata: { name: "fluentd-x", uid: "uid-x" }, spec: { nodeName: "node-1" }, status };
}

function warning(reason: string, message: string): Event {
  return { metadata: {}, involvedObject: { uid: "uid-x" }, type: "Warning", reason, message };
}

const notReady = {
  type: "Ready",
  status: "False",
  reason: "ContainersNotReady",
  message: "unready: [fluentd]",
};

describe("waitingOf", () => {
  it("tells what a mount waits for while the containers are being created", () => {
    const pod = bound({ phase: "Pending", conditions: [notReady] });
    expect(waitingOf(pod, undefined, [warning("FailedMount", "no such volume")])?.reason).toBe("FailedMount");
  });

  it("does not bring up a failed scheduling once the pod is bound", () => {
    const pod = bound({ phase: "Pending", conditions: [notReady] });
    const old = warning("FailedScheduling", "0/12 nodes are available: 1 Insufficient cpu");
    expect(waitingOf(pod, undefined, [old])?.reason).toBe("ContainersNotReady");
  });

  it("says of a container that ended again and again how it ended", () => {
    const ended = (reason: string) => ({
      ...started,
      restartCount: 3,
      state: { waiting: { reason: "CrashLoopBackOff" } },
      lastState: { terminated: { exitCode: 137, reason } },
    });
    const summary = (reason: string) =>
      waitingOf(bound({ phase: "Running", containerStatuses: [ended(reason)] }), undefined, [])?.summary;
    expect(summary("OOMKilled")).toBe(
      "container fluentd: CrashLoopBackOff (OOMKilled, exit code 137, 3 restarts)",
    );
    expect(summary("Error")).toBe("container fluentd: CrashLoopBackOff (exit code 137, 3 restarts)");
  });

  it("does not bring up an event from before the containers ran", () => {
    const pod = bound({ phase: "Running", conditions: [notReady], containerStatuses: [started] });
    expect(waitingOf(pod, undefined, [warning("FailedMount", "no such volume")])).toMatchObject({
      reason: "ContainersNotReady",
      summary: "unready: [fluentd]",
    });
  });
});
