import { claim, grafana, to, volume } from "./conversions.ts";
import { findingTable } from "./table.ts";

const onePod = grafana().pods;
const threePods = { ...onePod, before: 3, after: 3 };
const daemonSet = to("DaemonSet", grafana());
const data = [volume("data", [claim("grafana-data")])];
const exclusive = [volume("data", [claim("grafana-data", { accessModes: ["ReadWriteOncePod"] })])];

findingTable("VolumeOnManyNodes", {
  valid: [
    ["many nodes may mount the claim", grafana({ pods: threePods })],
    ["there is one pod", grafana({ volumes: data })],
    [
      "each pod has a claim of its own",
      grafana({
        pods: threePods,
        volumes: [volume("data", [claim("data-grafana-0")], { to: "ClaimTemplate", verdict: "PerPod" })],
      }),
    ],
    [
      "no pod mounts it any more",
      grafana({
        target: daemonSet,
        volumes: [
          volume("data", [claim("grafana-data", { use: "LeftBehind" })], {
            to: "EmptyDir",
            verdict: "Empty",
          }),
        ],
      }),
    ],
    [
      "what the claim allows could not be read",
      grafana({
        pods: threePods,
        volumes: [volume("data", [{ claim: "grafana-data", use: "Mounted" }])],
      }),
    ],
    ["all pods are on the only node", grafana({ pods: { ...threePods, nodes: 1 }, volumes: data })],
  ],
  invalid: [
    [
      "three pods share a claim that is for one node",
      grafana({ pods: threePods, volumes: data }),
      [
        {
          parameters: {
            volume: "data",
            claim: "grafana-data",
            accessMode: "ReadWriteOnce",
            pods: 3,
            flags: ["--volume data=template", "--replicas 1"],
          },
          evidence: [
            "PersistentVolume/pv-grafana-data /spec/accessModes",
            "StatefulSet/grafana /spec/replicas",
          ],
        },
      ],
    ],
    [
      "the pods of all nodes share it, of how many is not known",
      grafana({
        target: daemonSet,
        pods: { namesBefore: onePod.namesBefore, namesAfter: "grafana-<random>" },
        volumes: data,
      }),
      [
        {
          parameters: { pods: 0, to: "DaemonSet", flags: ["--volume data=ephemeral"] },
          evidence: ["PersistentVolume/pv-grafana-data /spec/accessModes"],
        },
      ],
    ],
    [
      "it is for one pod, also on the only node",
      grafana({ pods: { ...threePods, nodes: 1 }, volumes: exclusive }),
      [
        {
          parameters: { accessMode: "ReadWriteOncePod" },
          evidence: [
            "PersistentVolume/pv-grafana-data /spec/accessModes",
            "StatefulSet/grafana /spec/replicas",
          ],
        },
      ],
    ],
  ],
});
