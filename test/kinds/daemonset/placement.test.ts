import { describe, expect, it } from "vitest";
import { countPlacements } from "../../../src/kinds/daemonset/counts.ts";
import { placeOnUnreadNodes } from "../../../src/kinds/daemonset/placement.ts";
import type { Pod } from "../../../src/kube/objects.ts";
import { current, fluentd, node, now, place, pod, unschedulable, waiting } from "./fluentd.ts";

const gpu = [{ key: "gpu", value: "true", effect: "NoSchedule" }];
const maintenance = [{ key: "maintenance", effect: "NoExecute" }];

describe("the state of a node", () => {
  it.each<readonly [string, string, Parameters<typeof node>[1], readonly Pod[]]>([
    ["Running", "a bound pod that runs where one should", {}, [pod("node-1")]],
    ["Running", "a bound pod that runs, ready or not", {}, [pod("node-1", waiting("CrashLoopBackOff"))]],
    [
      "Pending",
      "a pod that no node takes yet",
      {},
      [pod("node-1", unschedulable("0/1 nodes are available."))],
    ],
    ["Pending", "a bound pod that does not run yet", {}, [pod("node-1", { phase: "Pending" })]],
    ["Missing", "no pod where one should run", {}, []],
    ["Excluded", "no pod where none should run", { taints: gpu }, []],
    ["Misscheduled", "a pod that may stay where none would be created", { taints: gpu }, [pod("node-1")]],
    ["Misscheduled", "a pod that is to be deleted", { taints: maintenance }, [pod("node-1")]],
    [
      "Misscheduled",
      "a pod that is only aimed at the node",
      { taints: gpu },
      [pod("node-1", { bound: false })],
    ],
    ["Running", "a pod on a cordoned node", { unschedulable: true }, [pod("node-1")]],
  ])("is %s: %s", (state, _, nodeState, pods) => {
    expect(place(fluentd(), [node("node-1", nodeState)], pods)).toMatchObject([{ state }]);
  });
});

describe("placeOnNodes", () => {
  it("orders nodes as people count", () => {
    const names = ["node-10", "node-2", "cp-0"];
    expect(
      place(
        fluentd(),
        names.map((name) => node(name)),
      ).map(({ name }) => name),
    ).toEqual(["cp-0", "node-2", "node-10"]);
  });

  it("tells zone, pool, readiness and cordon of the node", () => {
    const labels = { "topology.kubernetes.io/zone": "zone-a", "karpenter.sh/nodepool": "spot" };
    expect(
      place(fluentd(), [node("node-1", { labels, unschedulable: true, ready: "Unknown" })]),
    ).toMatchObject([{ zone: "zone-a", pool: "spot", cordoned: true, nodeReady: "Unknown" }]);
  });

  it("puts the pod that status counts first and the others beside it", () => {
    const [placed] = place(
      fluentd(),
      [node("node-1")],
      [
        pod("node-1", { name: "fluentd-new", createdAt: now }),
        pod("node-1", { name: "fluentd-old", hash: "old" }),
      ],
    );
    expect(placed?.pod).toMatchObject({ name: "fluentd-old", updated: false });
    expect(placed?.otherPods).toMatchObject([{ name: "fluentd-new", updated: true }]);
  });

  it("counts a pod available once it was ready for minReadySeconds", () => {
    const daemonSet = fluentd({}, { minReadySeconds: 60 });
    const readySince = (time: string) =>
      place(daemonSet, [node("node-1")], [pod("node-1", { readySince: time })]);
    expect(readySince("2026-05-04T11:59:00Z")[0]?.pod).toMatchObject({ ready: true, available: true });
    expect(readySince("2026-05-04T11:59:01Z")[0]?.pod).toMatchObject({ ready: true, available: false });
  });

  it("tells why a pod waits", () => {
    const message =
      "0/12 nodes are available: 1 Insufficient cpu, 11 node(s) didn't satisfy plugin(s) [NodeAffinity].";
    const [placed] = place(fluentd(), [node("node-1")], [pod("node-1", unschedulable(message))]);
    expect(placed?.pod?.waiting).toEqual({ reason: "Unschedulable", summary: "Insufficient cpu", message });
  });
});

describe("placeOnUnreadNodes", () => {
  it("knows the nodes of pods, but not whether these should be there", () => {
    const podsByNode = new Map([["node-1", [pod("node-1")]]]);
    const input = { daemonSet: fluentd(), podsByNode, current, podWarnings: [], now };
    const [placed, ...more] = placeOnUnreadNodes(input);
    expect(more).toEqual([]);
    expect(placed).toMatchObject({ name: "node-1", state: "Unknown", nodeReady: "Unknown", reasons: [] });
    expect(placed).not.toHaveProperty("shouldRun");
  });
});

/** Upstream: pkg/controller/daemon/daemon_controller.go#updateDaemonSetStatus (v1.36) */
describe("countPlacements", () => {
  const counted = (nodes: readonly Parameters<typeof node>[], pods: readonly Pod[], minReadySeconds = 0) =>
    countPlacements(
      place(
        fluentd({}, { minReadySeconds }),
        nodes.map((each) => node(...each)),
        pods,
      ),
    );

  it("counts nodes, not pods: during a surge a node has two and is one", () => {
    const both = [pod("node-1", { name: "fluentd-a", hash: "old" }), pod("node-1", { name: "fluentd-b" })];
    expect(counted([["node-1"]], both)).toEqual({
      desired: 1,
      current: 1,
      ready: 1,
      available: 1,
      updated: 0,
      misscheduled: 0,
    });
  });
  it("counts an unbound pod as current", () => {
    expect(counted([["node-1"]], [pod("node-1", { bound: false })])).toMatchObject({ current: 1, ready: 0 });
  });
  it("counts a pod where none should run as misscheduled and nothing else", () => {
    expect(counted([["gpu-0", { taints: gpu }]], [pod("gpu-0")])).toEqual({
      desired: 0,
      current: 0,
      ready: 0,
      available: 0,
      updated: 0,
      misscheduled: 1,
    });
  });
  it("counts a pod as misscheduled that is only aimed at such a node", () => {
    expect(counted([["gpu-0", { taints: gpu }]], [pod("gpu-0", { bound: false })])).toMatchObject({
      misscheduled: 1,
    });
  });
  it("counts a terminating pod that is still ready as ready", () => {
    expect(counted([["node-1"]], [pod("node-1", { terminating: true })])).toMatchObject({
      current: 1,
      ready: 1,
    });
  });
  it("counts a ready pod before minReadySeconds as ready, not as available", () => {
    expect(counted([["node-1"]], [pod("node-1", { readySince: now })], 10)).toMatchObject({
      ready: 1,
      available: 0,
    });
  });
  it("leaves updated out while the current ControllerRevision is not known", () => {
    const podsByNode = new Map([["node-1", [pod("node-1")]]]);
    const input = { daemonSet: fluentd(), podsByNode, current: undefined, podWarnings: [], now };
    expect(countPlacements(placeOnUnreadNodes(input).map((each) => ({ ...each, shouldRun: true })))).toEqual({
      desired: 1,
      current: 1,
      ready: 1,
      available: 1,
      misscheduled: 0,
    });
  });
});
