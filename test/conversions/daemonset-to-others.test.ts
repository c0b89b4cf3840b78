import { describe, expect, it } from "vitest";
import { valueAt } from "../../src/conversions/fields.ts";
import { changeAt, converted, fluentd, told } from "./converted.ts";

const spec = (object: object, field: string) => valueAt(object, ["spec", field]);
const live = { ...fluentd(), status: { desiredNumberScheduled: 9 } };
const antiAffinity = {
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { labelSelector: { matchLabels: { app: "fluentd" } }, topologyKey: "kubernetes.io/hostname" },
      ],
    },
  },
};

describe.each(["Deployment", "StatefulSet"] as const)("a DaemonSet as a %s", (to) => {
  it("has as many pods as it runs now", () => {
    expect(spec(converted(live, to).object, "replicas")).toBe(9);
  });

  it("has as many as nodes that it fits, where it runs nowhere yet", () => {
    const node = (name: string, taints: readonly object[] = []) => ({ metadata: { name }, spec: { taints } });
    const nodes = [node("node-1"), node("node-2"), node("gpu-0", [{ effect: "NoSchedule", key: "gpu" }])];
    expect(spec(converted(fluentd(), to, {}, { nodes }).object, "replicas")).toBe(2);
  });

  it("asks how many, where nobody can know", () => {
    const draft = converted(fluentd(), to);
    expect(draft.decisions).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ about: "replicas", open: true })]),
    );
    expect(spec(draft.object, "replicas")).toBe(1);
    expect(spec(converted(fluentd(), to, { replicas: 4 }).object, "replicas")).toBe(4);
  });

  it("tells which tolerations are lost, and writes them down when asked", () => {
    const path = "spec.template.spec.tolerations";
    expect(changeAt(converted(live, to), path)?.action).toBe("Dropped");
    const tolerations = [{ effect: "NoExecute", key: "node.kubernetes.io/not-ready", operator: "Exists" }];
    const draft = converted(fluentd({}, { tolerations }), to, { keepTolerations: true });
    const written = valueAt(draft.object, ["spec", "template", "spec", "tolerations"]) as readonly object[];
    expect(written).toHaveLength(6);
    expect(written[0]).toEqual(tolerations[0]);
  });

  it("writes them down as the controller has them: without the limit of an own one", () => {
    const notReady = { effect: "NoExecute", key: "node.kubernetes.io/not-ready", operator: "Exists" };
    const own = [
      { key: "gpu", operator: "Exists" },
      { ...notReady, tolerationSeconds: 30 },
    ];
    const draft = converted(fluentd({}, { tolerations: own }), to, { keepTolerations: true });
    const written = valueAt(draft.object, ["spec", "template", "spec", "tolerations"]) as readonly object[];
    expect(written.slice(0, 2)).toEqual([own[0], notReady]);
    expect(written).toHaveLength(7);
  });

  it("adds none that an own one covers for good", () => {
    const draft = converted(fluentd({}, { tolerations: [{ operator: "Exists" }] }), to);
    expect(changeAt(draft, "spec.template.spec.tolerations")).toBeUndefined();
  });

  it("keeps what lies on the nodes", () => {
    expect(converted(live, to).volumes).toMatchObject([
      { from: "HostPath", name: "varlog", path: "/var/log", verdict: "PerNode" },
    ]);
  });
});

describe("a DaemonSet's update, as a Deployment", () => {
  it.each([
    [undefined, { maxSurge: 0, maxUnavailable: 1 }],
    [{ rollingUpdate: { maxUnavailable: "20%" } }, { maxSurge: 0, maxUnavailable: "20%" }],
    [{ rollingUpdate: { maxSurge: 2, maxUnavailable: 0 } }, { maxSurge: 2, maxUnavailable: 0 }],
    [{ type: "OnDelete" }, { maxSurge: 0, maxUnavailable: 1 }],
  ])("from %j", (updateStrategy, expected) => {
    const draft = converted(fluentd(updateStrategy === undefined ? {} : { updateStrategy }), "Deployment");
    expect(spec(draft.object, "strategy")).toEqual({ rollingUpdate: expected, type: "RollingUpdate" });
    expect(spec(draft.object, "updateStrategy")).toBeUndefined();
  });

  it("surges where only pods of one revision keep each other away", () => {
    const updateStrategy = { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    const [term] = antiAffinity.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    const required = [{ ...term, matchLabelKeys: ["controller-revision-hash"] }];
    const podSpec = {
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } },
    };
    const draft = converted(fluentd({ updateStrategy }, podSpec), "Deployment");
    expect(spec(draft.object, "strategy")).toMatchObject({ rollingUpdate: { maxSurge: 1 } });
  });

  it("does not surge where no second pod fits a node", () => {
    const updateStrategy = { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    const draft = converted(fluentd({ updateStrategy }, antiAffinity), "Deployment");
    expect(spec(draft.object, "strategy")).toMatchObject({
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    });
    expect(changeAt(draft, "spec.updateStrategy")?.reason).toContain("anti-affinity");
  });
});

describe("a DaemonSet's update, as a StatefulSet", () => {
  it("drops both rates, and with them a type that would set no partition", () => {
    const updateStrategy = { rollingUpdate: { maxSurge: 0, maxUnavailable: 2 }, type: "RollingUpdate" };
    const draft = converted(fluentd({ updateStrategy }), "StatefulSet");
    expect(spec(draft.object, "updateStrategy")).toBeUndefined();
    expect(told(draft)).toContain("Dropped spec.updateStrategy.rollingUpdate.maxUnavailable");
  });

  it("does not leave a type alone, nor beside null", () => {
    const updateStrategy = { rollingUpdate: null, type: "RollingUpdate" };
    const { object } = converted(fluentd({ updateStrategy }), "StatefulSet");
    expect(spec(object, "updateStrategy")).toBeUndefined();
  });

  it("keeps OnDelete", () => {
    expect(
      spec(
        converted(fluentd({ updateStrategy: { type: "OnDelete" } }), "StatefulSet").object,
        "updateStrategy",
      ),
    ).toEqual({
      type: "OnDelete",
    });
  });
});
