import { describe, expect, it } from "vitest";
import { missingServicesOf, nearMisses } from "../../../src/rules/services/missingServices.ts";
import { selects } from "../../../src/rules/services/selecting.ts";
import { portTargetsOf, servicesOf } from "../../../src/rules/services/servicesOf.ts";
import { holding, namespace, service, slice, sliceResult, workload } from "../namespace.ts";

const web = workload("Deployment", "web", { app: "web", tier: "front" });
const ports = [{ port: 80 }];

describe("a Service selects pods", () => {
  it.each([
    ["whose labels have all of its selector", { app: "web" }, {}, true],
    ["not those that lack one", { app: "web", track: "stable" }, {}, false],
    ["not those that have another value", { app: "api" }, {}, false],
    ["of nobody, without a selector", {}, {}, false],
    ["of nobody, as an ExternalName", { app: "web" }, { type: "ExternalName" }, false],
  ])("%s", (_, selector, more, expected) => {
    const labels = web.spec?.template?.metadata?.labels;
    expect(selects(service("web", { selector, ports, ...more }), namespace, labels)).toBe(expected);
  });

  it("of its own namespace alone", () => {
    expect(selects(service("web", { selector: { app: "web" } }), "other", { app: "web" })).toBe(false);
  });
});

describe("where the ports of a Service lead", () => {
  const containers = [
    {
      name: "web",
      ports: [
        { name: "http", containerPort: 8080 },
        { name: "quic", containerPort: 8443, protocol: "UDP" },
      ],
    },
  ];
  const initContainers = [
    { name: "proxy", restartPolicy: "Always", ports: [{ name: "admin", containerPort: 9901 }] },
    { name: "migrate", ports: [{ name: "debug", containerPort: 5005 }] },
  ];
  const targets = (
    ...of: readonly { port: number; targetPort?: number | string; protocol?: string; name?: string }[]
  ) => portTargetsOf(service("web", { ports: of as never }), { containers, initContainers });

  it.each([
    [
      "a name, to the container that declares it",
      { port: 80, targetPort: "http" },
      { targetPort: "http", container: "web" },
    ],
    ["a number, likewise", { port: 80, targetPort: 8080 }, { targetPort: 8080, container: "web" }],
    ["its own number when it says none", { port: 8080 }, { targetPort: 8080, container: "web" }],
    [
      "a name of an init container that goes on running",
      { port: 80, targetPort: "admin" },
      { container: "proxy" },
    ],
    [
      "UDP is not TCP",
      { port: 443, targetPort: "quic", protocol: "UDP" },
      { container: "web", protocol: "UDP" },
    ],
  ])("%s", (_, port, expected) => {
    expect(targets(port)).toMatchObject([expected]);
  });

  it.each([
    ["a name that no container declares", { port: 80, targetPort: "grpc" }],
    ["a name of an init container that ends", { port: 80, targetPort: "debug" }],
    ["a name of another protocol", { port: 443, targetPort: "quic" }],
    ["a number that none declares", { port: 80 }],
  ])("nowhere that is declared: %s", (_, port) => {
    expect(targets(port)[0]).not.toHaveProperty("container");
  });
});

describe("the Services of a workload", () => {
  const front = service("web", {
    selector: { app: "web" },
    clusterIP: "None",
    ports: [{ name: "http", port: 80 }],
  });

  it("with the endpoints that their slices have, a pod of two families once", () => {
    const slices = [
      slice("web", [
        ["web-1", true],
        ["web-2", false],
      ]),
      slice(
        "web",
        [
          ["web-1", true],
          ["web-2", false],
        ],
        "IPv6",
      ),
      slice("api", [["api-1", true]]),
    ];
    expect(servicesOf(web, holding(web, front, ...slices))).toMatchObject([
      {
        name: "web",
        type: "ClusterIP",
        headless: true,
        ports: ["80/TCP"],
        endpoints: { ready: 1, notReady: 1 },
      },
    ]);
  });

  it("without endpoints where slices were not read", () => {
    expect(servicesOf(web, holding(web, front))[0]).not.toHaveProperty("endpoints");
  });

  it("name the other workloads whose pods they select", () => {
    const canary = workload("Deployment", "web-canary", { app: "web", track: "canary" });
    const api = workload("StatefulSet", "api", { app: "api" });
    expect(servicesOf(web, holding(web, canary, api, front))[0]?.alsoSelects).toEqual([
      { kind: "Deployment", name: "web-canary" },
    ]);
  });
});

describe("a Service that seems to be meant for a workload", () => {
  const typo = service("web", { selector: { app: "web", tier: "frontend" }, ports });
  const none = sliceResult(["web"], []);
  const missing = (snapshot: ReturnType<typeof holding>) =>
    missingServicesOf(web, { ...snapshot, results: [...snapshot.results, none] });

  it("selects part of its labels and nobody's pods", () => {
    expect(missing(holding(web, typo))).toEqual([
      {
        name: "web",
        selector: { app: "web", tier: "frontend" },
        mismatches: [{ key: "tier", wanted: "frontend", actual: "front" }],
      },
    ]);
  });

  it("or has its name", () => {
    expect(missing(holding(web, service("web", { selector: { run: "web" }, ports })))).toMatchObject([
      { name: "web", mismatches: [{ key: "run", wanted: "web" }] },
    ]);
  });

  it.each([
    [
      "but another workload's pods fit",
      holding(web, workload("Deployment", "old", { app: "web", tier: "frontend" }), typo),
    ],
    [
      "but it selects its pods after all",
      holding(web, service("web", { selector: { tier: "front" }, ports })),
    ],
    ["but it has no selector", holding(web, service("web", { ports }))],
  ])("is none: %s", (_, snapshot) => {
    expect(missing(snapshot)).toEqual([]);
    expect(nearMisses(web, snapshot)).toEqual([]);
  });

  it("is none when pods that no workload made fit it", () => {
    const snapshot = holding(web, typo, slice("web", [["by-hand", true]]));
    expect(missingServicesOf(web, snapshot)).toEqual([]);
  });

  it("is not known before its EndpointSlices are", () => {
    expect(missingServicesOf(web, holding(web, typo))).toEqual([]);
    expect(nearMisses(web, holding(web, typo))).toHaveLength(1);
  });
});
