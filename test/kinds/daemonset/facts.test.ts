import { describe, expect, it } from "vitest";
import { facts } from "../../../src/kinds/daemonset/facts.ts";
import { fluentd, node, now, pod, snapshot, waiting } from "./fluentd.ts";

const status = {
  observedGeneration: 4,
  desiredNumberScheduled: 3,
  currentNumberScheduled: 3,
  numberMisscheduled: 1,
  numberReady: 2,
  updatedNumberScheduled: 3,
};

describe("facts of a DaemonSet", () => {
  it("count by the rules where nodes were read", () => {
    const nodes = [node("node-1"), node("gpu-0", { taints: [{ key: "gpu", effect: "NoSchedule" }] })];
    const {
      placement,
      rollout,
      status: seen,
    } = facts(fluentd(), snapshot(fluentd(), { nodes, pods: [pod("node-1")] }));
    expect(placement).toMatchObject({
      countsFrom: "rules",
      desired: 1,
      current: 1,
      updated: 1,
      misscheduled: 0,
    });
    expect(placement.nodes.map(({ name, state }) => [name, state])).toEqual([
      ["gpu-0", "Excluded"],
      ["node-1", "Running"],
    ]);
    expect(rollout).toMatchObject({ phase: "Complete", currentRevision: { hash: "5d8c9" } });
    expect(seen?.behind.map(({ field }) => field)).toContain("desiredNumberScheduled");
  });

  it("count by the status where nodes could not be read, and claim nothing of nodes", () => {
    const daemonSet = { ...fluentd(), status };
    const seen = facts(daemonSet, snapshot(daemonSet, { nodes: "forbidden", pods: [pod("node-1")] }));
    expect(seen.placement).toMatchObject({
      countsFrom: "status",
      desired: 3,
      ready: 2,
      available: 0,
      misscheduled: 1,
      exclusions: [],
      podsWithoutNode: [],
    });
    expect(seen.placement.nodes).toMatchObject([{ name: "node-1", state: "Unknown" }]);
    expect(seen.status?.behind).toEqual([]);
  });

  it("do not take a terminating pod for a blocked update where its node could not be read", () => {
    const daemonSet = { ...fluentd(), status: { ...status, updatedNumberScheduled: 1 } };
    const dying = pod("node-1", { hash: "old", terminating: true });
    expect(facts(daemonSet, snapshot(daemonSet, { nodes: "forbidden", pods: [dying] })).rollout.phase).toBe(
      "Progressing",
    );
  });

  it("count nothing where there is neither", () => {
    const { status: _, ...bare } = fluentd();
    const { placement } = facts(bare, snapshot(bare, { nodes: "forbidden" }));
    expect(placement).toEqual({
      countsFrom: "none",
      unread: { resource: "nodes", reason: "Forbidden" },
      nodes: [],
      exclusions: [],
      podsWithoutNode: [],
    });
  });

  it("name pods on nodes that do not exist", () => {
    const seen = snapshot(fluentd(), { nodes: [node("node-1")], pods: [pod("node-1"), pod("node-gone")] });
    expect(facts(fluentd(), seen).placement.podsWithoutNode).toEqual(["fluentd-node-gone"]);
  });

  it("tell the tolerations that are declared, added, and limited", () => {
    const own = { key: "maintenance", operator: "Exists", effect: "NoExecute", tolerationSeconds: 5 };
    const daemonSet = fluentd({ tolerations: [own], hostNetwork: true });
    const { tolerations } = facts(daemonSet, snapshot(daemonSet));
    expect(tolerations).toMatchObject({ declared: [own], limited: [own] });
    expect(tolerations.added).toHaveLength(7);
  });

  it("tell the newest warnings about the DaemonSet itself, not those of its pods or of a namesake", () => {
    const warning = (reason: string, uid: string, lastTimestamp: string) => ({
      metadata: { namespace: "kube-system", name: `fluentd.${reason}.${uid}` },
      involvedObject: { kind: "DaemonSet", name: "fluentd", uid },
      type: "Warning",
      reason,
      lastTimestamp,
    });
    const events = [
      warning("FailedCreate", "uid-fluentd", "2026-05-04T11:00:00Z"),
      warning("FailedPlacement", "uid-fluentd", "2026-05-04T11:30:00Z"),
      warning("FailedCreate", "uid-of-an-earlier-fluentd", now),
    ];
    const seen = facts(fluentd(), snapshot(fluentd(), { nodes: [], events })).events;
    expect(seen.map(({ reason }) => reason)).toEqual(["FailedPlacement", "FailedCreate"]);
  });

  it("tell what the pods take from their host", () => {
    const daemonSet = fluentd({
      hostPID: true,
      volumes: [
        { name: "varlog", hostPath: { path: "/var/log" } },
        { name: "config", configMap: { name: "fluentd" } },
      ],
      containers: [
        {
          name: "fluentd",
          ports: [{ containerPort: 24224, hostPort: 24224 }, { containerPort: 24231 }],
          volumeMounts: [{ name: "varlog", mountPath: "/var/log", readOnly: true }],
          securityContext: { privileged: true },
        },
      ],
    });
    expect(facts(daemonSet, snapshot(daemonSet)).host).toEqual({
      hostNetwork: false,
      hostPID: true,
      hostIPC: false,
      paths: [
        {
          volume: "varlog",
          path: "/var/log",
          mounts: [{ container: "fluentd", mountPath: "/var/log", readOnly: true }],
        },
      ],
      ports: [{ container: "fluentd", hostPort: 24224, protocol: "TCP" }],
      privileged: ["fluentd"],
    });
  });

  it("name the Services that send to its pods", () => {
    const service = (name: string, app: string, namespace = "kube-system") => ({
      metadata: { namespace, name },
      spec: { selector: { app }, clusterIP: "None", ports: [{ port: 24224 }] },
    });
    const services = [
      service("fluentd", "fluentd"),
      service("vector", "vector"),
      service("fluentd", "fluentd", "shop"),
    ];
    expect(facts(fluentd(), snapshot(fluentd(), { services })).services).toMatchObject([
      { name: "fluentd", type: "ClusterIP", headless: true, ports: ["24224/TCP"] },
    ]);
  });

  it("tell why a pod waits, in the words of its container", () => {
    const seen = snapshot(fluentd(), {
      nodes: [node("node-1")],
      pods: [pod("node-1", waiting("ImagePullBackOff"))],
    });
    expect(facts(fluentd(), seen).placement.nodes[0]?.pod?.waiting).toMatchObject({
      reason: "ImagePullBackOff",
      summary: "container fluentd: ImagePullBackOff",
    });
  });
});
