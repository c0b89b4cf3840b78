import { describe, expect, it } from "vitest";
import { valueAt } from "../../src/conversions/fields.ts";
import { changeAt, claim, converted, grafana, grafanaData, told } from "./converted.ts";

const to = "DaemonSet";
const updateStrategy = (object: object) => valueAt(object, ["spec", "updateStrategy"]);
const hostPort = { containers: [{ name: "grafana", ports: [{ containerPort: 3000, hostPort: 3000 }] }] };

describe("a Deployment's rollout, as a DaemonSet", () => {
  it.each([
    ["both", { maxSurge: 1, maxUnavailable: 2 }, { maxUnavailable: 2 }],
    ["a surge alone", { maxSurge: "50%", maxUnavailable: 0 }, { maxSurge: "50%", maxUnavailable: 0 }],
    [
      "a surge of more than all",
      { maxSurge: "150%", maxUnavailable: 0 },
      { maxSurge: "100%", maxUnavailable: 0 },
    ],
    ["no surge", { maxSurge: 0, maxUnavailable: "30%" }, { maxUnavailable: "30%" }],
    ["a surge beside the default", { maxSurge: 3 }, { maxUnavailable: "25%" }],
    ["none unavailable beside the default", { maxUnavailable: "0%" }, { maxSurge: "25%", maxUnavailable: 0 }],
  ])("of %s is said with one of the two", (_, rollingUpdate, expected) => {
    const { object } = converted(grafana({ strategy: { rollingUpdate, type: "RollingUpdate" } }), to);
    expect(updateStrategy(object)).toEqual({ rollingUpdate: expected, type: "RollingUpdate" });
    expect(valueAt(object, ["spec", "strategy"])).toBeUndefined();
  });

  it.each([
    ["nothing written", {}],
    ["an empty strategy", { strategy: {} }],
    ["the type alone", { strategy: { type: "RollingUpdate" } }],
    ["null", { strategy: { rollingUpdate: null, type: "RollingUpdate" } }],
    [
      "the defaults",
      { strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" }, type: "RollingUpdate" } },
    ],
  ])("tells of %s that its default is another", (_, spec) => {
    const draft = converted(grafana(spec), to);
    expect(changeAt(draft, "spec.updateStrategy")?.action).toBe("Changed");
    expect(updateStrategy(draft.object)).toBeUndefined();
    expect(valueAt(draft.object, ["spec", "strategy"])).toBeUndefined();
  });

  it("tells that nothing has conditions any more", () => {
    expect(told(converted(grafana(), to))).toContain("Dropped status.conditions");
    expect(told(converted(grafana(), "StatefulSet"))).toContain("Dropped status.conditions");
    expect(told(converted({ ...grafana(), kind: "ReplicaSet" }, to))).not.toContain(
      "Dropped status.conditions",
    );
  });

  it("cannot recreate all at once", () => {
    const draft = converted(grafana({ strategy: { type: "Recreate" } }), to);
    expect(changeAt(draft, "spec.strategy")).toMatchObject({ action: "Dropped" });
    expect(updateStrategy(draft.object)).toBeUndefined();
  });

  it("does not surge where a node's port can be had once", () => {
    const strategy = { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    const draft = converted(grafana({ strategy }, hostPort), to);
    expect(updateStrategy(draft.object)).toBeUndefined();
    expect(changeAt(draft, "spec.strategy")?.reason).toContain("port 3000 of a node can be had once");
  });
});

describe("what a DaemonSet has not", () => {
  it.each([
    ["replicas", 5],
    ["progressDeadlineSeconds", 300],
    ["paused", true],
  ])("drops %s", (field, value) => {
    const draft = converted(grafana({ [field]: value }), to);
    expect(changeAt(draft, `spec.${field}`)).toMatchObject({ action: "Dropped", from: value });
  });

  it("takes no number of pods", () => {
    expect(() => converted(grafana(), to, { replicas: 3 })).toThrow("one pod on each node");
  });

  it("has no claim templates", () => {
    const volumes = new Map([["data", { as: "template" } as const]]);
    expect(() => converted(grafana({}, { volumes: [grafanaData] }), to, { volumes })).toThrow(
      "only a StatefulSet has claim templates",
    );
  });

  it("keeps a name with dots", () => {
    const draft = converted({ ...grafana(), metadata: { name: "grafana.v2" } }, to);
    expect(told(draft)).not.toContain("Changed metadata.name");
  });
});

describe("a claim on every node", () => {
  const object = grafana({}, { volumes: [grafanaData] });

  it("that one node can mount is asked about", () => {
    const { decisions, volumes } = converted(object, to, {}, { claims: [claim("grafana-data")] });
    expect(decisions).toMatchObject([{ about: "volume data", open: true }]);
    expect(decisions[0]?.choices.map(({ flag }) => flag)).not.toContain("--volume data=template");
    expect(volumes).toMatchObject([{ verdict: "Shared" }]);
  });

  it("that many can mount is not", () => {
    const claims = [claim("grafana-data", { accessModes: ["ReadOnlyMany"] })];
    expect(converted(object, to, {}, { claims }).decisions).toEqual([]);
  });

  it("goes by the modes of the volume that it is bound to", () => {
    const volume = { metadata: { name: "pv-grafana-data" }, spec: { accessModes: ["ReadWriteMany"] } };
    const seen = { claims: [claim("grafana-data")], volumes: [volume] };
    expect(converted(object, to, {}, seen).decisions).toEqual([]);
  });
});
