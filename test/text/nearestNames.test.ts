import { expect, it } from "vitest";
import { nearestNames } from "../../src/text/nearestNames.ts";

const names = ["fluentd", "fluent-bit", "kube-proxy", "node-exporter", "node-local-dns", "agent"];

it.each([
  ["fluentdd", ["fluentd"]],
  ["fluetnd", ["fluentd"]],
  ["kubeproxy", ["kube-proxy"]],
  ["exporter", ["node-exporter"]],
  ["node", ["node-exporter", "node-local-dns"]],
  ["fluentd-ds", ["fluentd"]],
  ["FluentD", ["fluentd"]],
  ["grafana", []],
  ["", []],
])("of %j", (wanted, nearest) => {
  expect(nearestNames(wanted, names)).toEqual(nearest);
});

it.each([
  ["jsno", ["json"]],
  ["ymal", ["yaml"]],
  ["sd", ["ds"]],
])("of %j, where two letters changed places", (wanted, nearest) => {
  expect(nearestNames(wanted, ["json", "yaml", "ds", "name"])).toEqual(nearest);
});

it("a name of one letter is near to none", () => {
  expect(nearestNames("o", ["v", "to", "as"])).toEqual([]);
  expect(nearestNames("to", ["v"])).toEqual([]);
});

it("names three at most, the nearest first and then by name", () => {
  expect(nearestNames("web", ["web-4", "web-2", "web-3", "web-1", "webs"])).toEqual([
    "webs",
    "web-1",
    "web-2",
  ]);
});
