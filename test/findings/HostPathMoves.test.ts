import type { ConvertedVolume } from "../../src/explanation/convertedVolume.ts";
import type { JudgedConversion } from "../../src/findings/rule.ts";
import { fluentd, grafana, postgres, to, volume } from "./conversions.ts";
import { findingTable } from "./table.ts";

const buffer = { from: "HostPath", to: "HostPath", verdict: "PerNode", path: "/var/lib/fluentd" } as const;

/** One that mounts a directory of its node and writes to it. */
function writes(
  of: typeof fluentd,
  changed: Partial<JudgedConversion> = {},
  volumeOf: Partial<ConvertedVolume> = {},
  type = "Directory",
): JudgedConversion {
  const { path, ...rest } = { ...buffer, ...volumeOf };
  return of(
    { volumes: [volume("buffer", [], { ...rest, path })], ...changed },
    {},
    {
      spec: {
        containers: [
          { name: "agent", image: "agent:1", volumeMounts: [{ name: "buffer", mountPath: path }] },
        ],
        volumes: [{ name: "buffer", hostPath: { path, type } }],
      },
    },
  );
}

const place = "/spec/template/spec/volumes/0/hostPath/path";

findingTable("HostPathMoves", {
  valid: [
    ["the logs of the node are only read", fluentd()],
    ["a DaemonSet's pod stays on its node", writes(fluentd, { target: to("DaemonSet", fluentd()) })],
    ["what it writes to is a socket", writes(fluentd, {}, { path: "/opt/agent.sock" }, "Socket")],
    ["nothing that lasts is there", writes(fluentd, {}, { path: "/var/run/docker" })],
    ["one node takes all pods", writes(fluentd, { pods: { ...fluentd().pods, nodes: 1 } })],
    ["a StatefulSet's pods could move as well", writes(postgres)],
  ],
  invalid: [
    [
      "an agent of each node keeps its buffer there",
      writes(fluentd),
      [
        {
          parameters: { volume: "buffer", path: "/var/lib/fluentd", to: "Deployment" },
          evidence: [`Deployment/fluentd ${place}`],
        },
      ],
    ],
    [
      "a StatefulSet's ordinal keeps its claims, and no node",
      writes(grafana),
      [{ parameters: { to: "StatefulSet" }, evidence: [`StatefulSet/grafana ${place}`] }],
    ],
    [
      "it was a claim before",
      writes(postgres, {}, { from: "ClaimTemplate" }),
      [{ parameters: { to: "Deployment" }, evidence: [`Deployment/postgres ${place}`] }],
    ],
  ],
});
