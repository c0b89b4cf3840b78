import { fluentd, to } from "./conversions.ts";
import { findingTable } from "./table.ts";

const { pods } = fluentd();
const fewNodes = { ...pods, after: 8, nodes: 7 };
const container = (ports: object, more: object = {}) => ({
  name: "fluentd",
  image: "fluentd:1",
  ports: [ports],
  ...more,
});
const hostPort = { spec: { containers: [container({ containerPort: 24224, hostPort: 24224 })] } };

findingTable("HostPortNeedsNodes", {
  valid: [
    ["no port of the node is taken", fluentd({ pods: fewNodes })],
    ["there are as many nodes as pods", fluentd({}, {}, hostPort)],
    [
      "a DaemonSet never asks for a second one",
      fluentd({ target: to("DaemonSet", fluentd()) }, {}, hostPort),
    ],
    [
      "how many nodes there are is not known",
      fluentd({ pods: { after: 8, namesBefore: "", namesAfter: "" } }, {}, hostPort),
    ],
    ["no node fits, with or without ports", fluentd({ pods: { ...pods, nodes: 0 } }, {}, hostPort)],
    [
      "the container that had it has ended",
      fluentd(
        { pods: fewNodes },
        {},
        { spec: { initContainers: [container({ containerPort: 80, hostPort: 80 })] } },
      ),
    ],
  ],
  invalid: [
    [
      "one node is missing",
      fluentd({ pods: fewNodes }, {}, hostPort),
      [
        {
          parameters: { to: "Deployment", port: "24224/TCP", pods: 8, nodes: 7 },
          evidence: [
            "Deployment/fluentd /spec/template/spec/containers/0/ports/0/hostPort",
            "Deployment/fluentd /spec/replicas",
          ],
        },
      ],
    ],
    [
      "on the node's network every port is one, also of a sidecar",
      fluentd(
        { pods: fewNodes },
        {},
        {
          spec: {
            hostNetwork: true,
            initContainers: [container({ containerPort: 514, protocol: "UDP" }, { restartPolicy: "Always" })],
          },
        },
      ),
      [
        {
          parameters: { port: "514/UDP" },
          evidence: [
            "Deployment/fluentd /spec/template/spec/initContainers/0/ports/0/containerPort",
            "Deployment/fluentd /spec/replicas",
          ],
        },
      ],
    ],
  ],
});
