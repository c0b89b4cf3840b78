import { describe, expect, it } from "vitest";
import { valueAt } from "../../src/conversions/fields.ts";
import { changeAt, claim, converted, grafana, grafanaData, told } from "./converted.ts";

const to = "StatefulSet";
const spec = (object: object, field: string) => valueAt(object, ["spec", field]);

describe("a Deployment's rollout, as a StatefulSet", () => {
  it.each([
    ["nothing is written", {}],
    ["the strategy is empty", { strategy: {} }],
    ["the type stands alone", { strategy: { type: "RollingUpdate" } }],
  ])("replaces one pod at a time, where %s", (_, written) => {
    const draft = converted(grafana(written), to);
    expect(spec(draft.object, "strategy")).toBeUndefined();
    expect(draft.object["kind"]).toBe(to);
    expect(changeAt(draft, "spec.updateStrategy")?.action).toBe("Changed");
    expect(spec(draft.object, "updateStrategy")).toBeUndefined();
  });

  it("never surges, and drops how many may be unavailable", () => {
    const strategy = { rollingUpdate: { maxSurge: 2, maxUnavailable: 1 }, type: "RollingUpdate" };
    const draft = converted(grafana({ strategy }), to);
    expect(told(draft)).toEqual(
      expect.arrayContaining([
        "Dropped spec.strategy.rollingUpdate.maxSurge",
        "Dropped spec.strategy.rollingUpdate.maxUnavailable",
        "Dropped spec.strategy",
      ]),
    );
    expect(spec(draft.object, "strategy")).toBeUndefined();
    expect(spec(draft.object, "updateStrategy"), "a type alone would set no partition").toBeUndefined();
  });

  it("does not recreate all at once", () => {
    const draft = converted(grafana({ replicas: 2, strategy: { type: "Recreate" } }), to);
    expect(changeAt(draft, "spec.strategy")?.reason).toContain("pods of both templates do");
  });

  it.each([
    ["progressDeadlineSeconds", 300],
    ["paused", true],
    ["podReplacementPolicy", "TerminationComplete"],
  ])("drops %s", (field, value) => {
    const draft = converted(grafana({ [field]: value }), to);
    expect(changeAt(draft, `spec.${field}`)).toMatchObject({ action: "Dropped", from: value });
    expect(spec(draft.object, field)).toBeUndefined();
  });

  it("says that pods would start that a pause holds back", () => {
    expect(changeAt(converted(grafana({ paused: true }), to), "spec.paused")?.reason).toContain(
      "starts its pods",
    );
  });

  it("keeps what both have", () => {
    const kept = { minReadySeconds: 5, replicas: 4, revisionHistoryLimit: 2 };
    const { object } = converted(grafana(kept), to);
    expect(valueAt(object, ["spec"])).toMatchObject(kept);
  });
});

describe("names and identity", () => {
  it("adds a headless Service, with the ports of the containers", () => {
    const draft = converted(grafana(), to, {}, { services: [] });
    expect(spec(draft.object, "serviceName")).toBe("grafana-headless");
    expect(draft.companions).toEqual([
      {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "grafana-headless", namespace: "shop" },
        spec: { clusterIP: "None", ports: [{ name: "http", port: 3000 }], selector: { app: "grafana" } },
      },
    ]);
    expect(draft.decisions).toEqual([]);
  });

  const service = (name: string, clusterIP: string, selector: object) => ({
    metadata: { name, namespace: "shop" },
    spec: { clusterIP, selector },
  });

  it("takes the headless Service that selects the pods already", () => {
    const services = [
      service("grafana", "10.0.0.7", { app: "grafana" }),
      service("grafana-peers", "None", { app: "grafana" }),
      service("loki", "None", { app: "loki" }),
    ];
    const draft = converted(grafana(), to, {}, { services });
    expect(spec(draft.object, "serviceName")).toBe("grafana-peers");
    expect(draft.companions).toEqual([]);
  });

  it("asks which of two", () => {
    const services = ["grafana-a", "grafana-b"].map((name) => service(name, "None", { app: "grafana" }));
    const { decisions } = converted(grafana(), to, {}, { services });
    expect(decisions.map(({ about, open }) => [about, open])).toEqual([["service name", true]]);
  });

  it("does not call a new one as another is called", () => {
    const services = [service("grafana-headless", "10.0.0.8", { app: "grafana" })];
    expect(spec(converted(grafana(), to, {}, { services }).object, "serviceName")).toBe("grafana-headless-2");
  });

  it("takes the one that was asked for, and makes it where it is not there", () => {
    const made = converted(grafana(), to, { serviceName: "peers" }, { services: [] });
    expect(made.companions.map(({ metadata }) => metadata?.name)).toEqual(["peers"]);
    const services = [service("peers", "None", { app: "grafana" })];
    expect(converted(grafana(), to, { serviceName: "peers" }, { services }).companions).toEqual([]);
  });

  it.each([
    ["is not headless", service("peers", "10.0.0.7", { app: "grafana" })],
    ["does not select these pods", service("peers", "None", { app: "loki" })],
  ])("asks again where the one that was asked for %s", (what, unfit) => {
    const services = [unfit, service("grafana-peers", "None", { app: "grafana" })];
    const draft = converted(grafana(), to, { serviceName: "peers" }, { services });
    expect(spec(draft.object, "serviceName")).toBe("peers");
    expect(draft.decisions).toMatchObject([
      { about: "service name", open: true, choices: [{ flag: "--service-name grafana-peers" }] },
    ]);
    expect(draft.decisions[0]?.question).toContain(what);
  });

  it("calls a new one by a letter first, as a Service has to be", () => {
    const object = { ...grafana(), metadata: { name: "2048-game", namespace: "shop" } };
    const draft = converted(object, to, {}, { services: [] });
    expect(spec(draft.object, "serviceName")).toBe("s-2048-game-headless");
  });

  it("calls none longer than it may be", () => {
    const name = `2${"a".repeat(51)}`;
    const object = { ...grafana(), metadata: { name, namespace: "shop" } };
    const services = [service(`s-${name}-headless`, "10.0.0.8", {})];
    const called = spec(converted(object, to, {}, { services }).object, "serviceName");
    expect(called).toBe(`s-${name}-headle-2`);
    expect(String(called)).toHaveLength(63);
  });

  it.each([
    ["empty", {}],
    ["missing", undefined],
  ])("selects by the pods' labels where those of the selector are %s", (_, matchLabels) => {
    const matchExpressions = [{ key: "app", operator: "Exists" }];
    const object = grafana({ selector: { matchExpressions, ...(matchLabels && { matchLabels }) } });
    const { companions } = converted(object, to, {}, { services: [] });
    expect(valueAt(companions[0], ["spec", "selector"])).toEqual({ app: "grafana" });
  });

  it("gives ports of one name or number other names, and lists none twice", () => {
    const containers = [
      {
        name: "grafana",
        ports: [
          { containerPort: 3000, name: "http" },
          { containerPort: 53, protocol: "UDP" },
        ],
      },
      { name: "proxy", ports: [{ containerPort: 8080, name: "http" }, { containerPort: 3000 }] },
    ];
    const { companions } = converted(grafana({}, { containers }), to);
    expect(valueAt(companions[0], ["spec", "ports"])).toEqual([
      { name: "http", port: 3000 },
      { name: "udp-53", port: 53, protocol: "UDP" },
      { name: "tcp-8080", port: 8080 },
    ]);
  });

  it("drops hostname and subdomain, which a StatefulSet sets", () => {
    const draft = converted(grafana({}, { hostname: "grafana", subdomain: "peers" }), to);
    expect(told(draft)).toEqual(
      expect.arrayContaining(["Dropped spec.template.spec.hostname", "Dropped spec.template.spec.subdomain"]),
    );
  });

  it.each([
    ["grafana.v2", "grafana-v2"],
    ["a".repeat(60), "a".repeat(52)],
    [`${"a".repeat(51)}.b`, "a".repeat(51)],
  ])("calls %s %s", (name, expected) => {
    const object = { ...grafana(), metadata: { name, namespace: "shop" } };
    const draft = converted(object, to);
    expect(valueAt(draft.object, ["metadata", "name"])).toBe(expected);
    expect(changeAt(draft, "metadata.name")?.action).toBe("Changed");
  });

  it.each([["grafana.v2"], ["Grafana"], ["a".repeat(53)]])("refuses to be called %s", (name) => {
    expect(() => converted(grafana(), to, { name })).toThrow(`--name ${name}`);
  });

  it("asks in which order pods start, where there are several", () => {
    expect(converted(grafana({ replicas: 3 }), to).decisions.map(({ about, open }) => [about, open])).toEqual(
      [["pod management policy", false]],
    );
    const draft = converted(grafana({ replicas: 3 }), to, { podManagementPolicy: "Parallel" });
    expect(spec(draft.object, "podManagementPolicy")).toBe("Parallel");
  });

  it("tells revisions apart by the label that its pods have", () => {
    const topologySpreadConstraints = [{ matchLabelKeys: ["pod-template-hash"], topologyKey: "zone" }];
    const { object } = converted(grafana({}, { topologySpreadConstraints }), to);
    expect(
      valueAt(object, ["spec", "template", "spec", "topologySpreadConstraints", 0, "matchLabelKeys"]),
    ).toEqual(["controller-revision-hash"]);
  });
});

describe("a claim", () => {
  const withClaim = grafana({}, { volumes: [grafanaData] });
  const seen = { claims: [claim("grafana-data")], services: [] };

  it("stays with all pods until somebody decides, and that is said", () => {
    const { decisions, volumes, object } = converted(withClaim, to, {}, seen);
    expect(decisions).toMatchObject([
      { about: "volume data", open: true, path: "spec.template.spec.volumes[data]" },
    ]);
    expect(decisions[0]?.choices.map(({ flag }) => flag)).toEqual([
      "--volume data=template",
      "--volume data=shared",
      "--volume data=ephemeral",
      "--volume data=hostPath:PATH",
      "--volume data=emptyDir",
    ]);
    expect(volumes).toMatchObject([
      { verdict: "Shared", claims: [{ claim: "grafana-data", use: "Mounted" }] },
    ]);
    expect(valueAt(object, ["spec", "template", "spec", "volumes"])).toEqual([grafanaData]);
  });

  it("that many nodes can mount goes on as it did, and nobody is asked", () => {
    const claims = [claim("grafana-data", { accessModes: ["ReadWriteMany"] })];
    expect(converted(withClaim, to, {}, { ...seen, claims }).decisions).toEqual([]);
  });

  it("that goes on as it did is not told as changed, in whatever order it is written", () => {
    const claims = [claim("grafana-data", { accessModes: ["ReadWriteMany"] })];
    const { persistentVolumeClaim, name } = grafanaData;
    const object = grafana({}, { volumes: [{ persistentVolumeClaim, name }] });
    const draft = converted(object, to, {}, { ...seen, claims });
    expect(told(draft)).not.toContain("Changed spec.template.spec.volumes[data]");
  });

  it("of each pod's own is as large and of the class that it was, and the old one stays", () => {
    const template = new Map([["data", { as: "template" } as const]]);
    const draft = converted(
      grafana({ replicas: 2 }, { volumes: [grafanaData] }),
      to,
      { volumes: template },
      seen,
    );
    expect(spec(draft.object, "volumeClaimTemplates")).toEqual([
      {
        metadata: { name: "data" },
        spec: {
          accessModes: ["ReadWriteOnce"],
          resources: { requests: { storage: "5Gi" } },
          storageClassName: "gp3",
        },
      },
    ]);
    expect(valueAt(draft.object, ["spec", "template", "spec", "volumes"])).toBeUndefined();
    expect(draft.volumes[0]?.claims.map(({ claim: name, use, exists }) => [name, use, exists])).toEqual([
      ["data-grafana-0", "Mounted", false],
      ["data-grafana-1", "Mounted", false],
      ["grafana-data", "LeftBehind", true],
    ]);
    expect(told(draft)).toEqual(expect.arrayContaining(["Changed spec.template.spec.volumes[data]"]));
  });

  it("of each pod's own that exists already is said to be used", () => {
    const claims = [claim("grafana-data"), claim("data-grafana-0")];
    const { volumes } = converted(
      withClaim,
      to,
      { volumes: new Map([["data", { as: "template" }]]) },
      { ...seen, claims },
    );
    expect(volumes[0]?.sentence).toContain("`data-grafana-0` exists and is used with what is in it");
  });

  it("of unknown size is asked for", () => {
    const { decisions, object } = converted(withClaim, to, {
      volumes: new Map([["data", { as: "template" }]]),
    });
    expect(decisions).toMatchObject([{ about: "volume data", open: true }]);
    expect(
      valueAt(object, ["spec", "volumeClaimTemplates", 0, "spec", "resources", "requests", "storage"]),
    ).toBe("1Gi");
  });

  it.each([
    [{ as: "ephemeral", size: "2Gi" }, "Empty"],
    [{ as: "emptyDir" }, "Empty"],
    [{ as: "hostPath", path: "/srv/grafana" }, "PerNode"],
    [{ as: "shared", claim: "other" }, "Shared"],
  ] as const)("becomes %j as decided", (choice, verdict) => {
    const draft = converted(withClaim, to, { volumes: new Map([["data", choice]]) }, seen);
    expect(draft.volumes).toMatchObject([{ verdict }]);
    expect(draft.decisions.filter(({ open }) => open)).toEqual([]);
    expect(draft.volumes[0]?.claims).toContainEqual(
      expect.objectContaining({ claim: "grafana-data", use: "LeftBehind" }),
    );
  });

  it("as a block device cannot become a folder", () => {
    const containers = [{ name: "db", volumeDevices: [{ devicePath: "/dev/xvda", name: "data" }] }];
    const object = grafana({}, { containers, volumes: [grafanaData] });
    expect(() => converted(object, to, { volumes: new Map([["data", { as: "emptyDir" }]]) }, seen)).toThrow(
      "block device",
    );
  });
});
