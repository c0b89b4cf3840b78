import { describe, expect, it } from "vitest";
import { container } from "../../../../src/rules/written/defaults/container.ts";
import { pruneDefaults } from "../../../../src/rules/written/pruneDefaults.ts";

const times = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

describe("a container without what the API server sets", () => {
  it.each([
    [
      "has a name and an image",
      {
        name: "grafana",
        image: "grafana/grafana:12.1",
        imagePullPolicy: "IfNotPresent",
        resources: {},
        terminationMessagePath: "/dev/termination-log",
        terminationMessagePolicy: "File",
      },
      { name: "grafana", image: "grafana/grafana:12.1" },
    ],
    ["pulls an image that has no tag", { image: "nginx", imagePullPolicy: "Always" }, { image: "nginx" }],
    [
      "keeps what its tag would not give it",
      { image: "nginx", imagePullPolicy: "IfNotPresent" },
      { image: "nginx", imagePullPolicy: "IfNotPresent" },
    ],
    ["keeps an empty security context", { securityContext: {} }, { securityContext: {} }],
    [
      "keeps its resources as they are stored",
      { resources: { limits: { cpu: "1e3m" }, claims: [] } },
      { resources: { limits: { cpu: "1e3m" }, claims: [] } },
    ],
    [
      "has its ports' protocol only where it is another",
      {
        ports: [
          { containerPort: 80, protocol: "TCP" },
          { containerPort: 53, protocol: "UDP" },
        ],
      },
      { ports: [{ containerPort: 80 }, { containerPort: 53, protocol: "UDP" }] },
    ],
    [
      "keeps a host port",
      { ports: [{ containerPort: 80, hostPort: 80, protocol: "TCP" }] },
      { ports: [{ containerPort: 80, hostPort: 80 }] },
    ],
    [
      "keeps its environment as it was sent",
      {
        env: [
          { name: "EMPTY", value: "" },
          { name: "UNSET" },
          { name: "KEY", valueFrom: { secretKeyRef: { name: "shop", key: "key", optional: false } } },
        ],
      },
      {
        env: [
          { name: "EMPTY", value: "" },
          { name: "UNSET" },
          { name: "KEY", valueFrom: { secretKeyRef: { name: "shop", key: "key", optional: false } } },
        ],
      },
    ],
    [
      "refers to fields and resources in short",
      {
        env: [
          { name: "POD", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } } },
          { name: "CPU", valueFrom: { resourceFieldRef: { divisor: "0", resource: "limits.cpu" } } },
          { name: "MILLIS", valueFrom: { resourceFieldRef: { divisor: "1m", resource: "limits.cpu" } } },
          {
            name: "FILE",
            valueFrom: { fileKeyRef: { key: "a", path: "env", volumeName: "shop", optional: false } },
          },
        ],
      },
      {
        env: [
          { name: "POD", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
          { name: "CPU", valueFrom: { resourceFieldRef: { resource: "limits.cpu" } } },
          { name: "MILLIS", valueFrom: { resourceFieldRef: { divisor: "1m", resource: "limits.cpu" } } },
          { name: "FILE", valueFrom: { fileKeyRef: { key: "a", path: "env", volumeName: "shop" } } },
        ],
      },
    ],
    ...["livenessProbe", "readinessProbe", "startupProbe"].map((probe): [string, object, object] => [
      `has of a ${probe} what differs`,
      {
        [probe]: {
          ...times,
          httpGet: { port: 80, path: "/", scheme: "HTTP", host: "" },
          initialDelaySeconds: 0,
        },
      },
      { [probe]: { httpGet: { port: 80, host: "" }, initialDelaySeconds: 0 } },
    ]),
    [
      "keeps times and paths that differ",
      {
        livenessProbe: {
          ...times,
          timeoutSeconds: 0,
          periodSeconds: 5,
          httpGet: { port: 80, path: "", scheme: "HTTPS" },
        },
      },
      {
        livenessProbe: {
          timeoutSeconds: 0,
          periodSeconds: 5,
          httpGet: { port: 80, path: "", scheme: "HTTPS" },
        },
      },
    ],
    [
      "knows the empty service of gRPC",
      { livenessProbe: { grpc: { port: 9090, service: "" } } },
      { livenessProbe: { grpc: { port: 9090 } } },
    ],
    [
      "keeps a handler that is empty",
      { livenessProbe: { ...times, grpc: { service: "" } } },
      { livenessProbe: { grpc: {} } },
    ],
    [
      "has of its life cycle what differs",
      {
        lifecycle: {
          preStop: { httpGet: { port: 80, path: "/quit", scheme: "HTTP" } },
          postStart: { sleep: { seconds: 0 } },
        },
      },
      {
        lifecycle: {
          preStop: { httpGet: { port: 80, path: "/quit" } },
          postStart: { sleep: { seconds: 0 } },
        },
      },
    ],
    [
      "keeps what it does not know, at any depth",
      { shiny: "", ports: [{ shiny: null }], livenessProbe: { shiny: 1 } },
      { shiny: "", ports: [{ shiny: null }], livenessProbe: { shiny: 1 } },
    ],
  ] as [string, { readonly [field: string]: unknown }, object][])("%s", (_, live, expected) => {
    expect(pruneDefaults(live, container)).toStrictEqual(expected);
  });
});
