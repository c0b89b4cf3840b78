import { describe, expect, it } from "vitest";
import { parseResourceArguments } from "../../src/cli/resourceArguments.ts";
import { subjectsOf } from "../../src/cli/subjects.ts";
import { kinds } from "../../src/kinds/index.ts";

function read(...args: readonly string[]) {
  const parsed = parseResourceArguments(args);
  return (
    parsed?.names?.map(({ kind, name }) => `${kind.singular}/${name}`) ??
    parsed?.kinds?.map(({ singular }) => singular)
  );
}

describe("TYPE and NAME, as kubectl reads them", () => {
  it.each([
    [["ds"], ["daemonset"]],
    [["ds,sts"], ["daemonset", "statefulset"]],
    [["deploy", "grafana"], ["deployment/grafana"]],
    [
      ["ds", "fluentd", "kube-proxy"],
      ["daemonset/fluentd", "daemonset/kube-proxy"],
    ],
    [
      ["ds,deploy", "agent"],
      ["daemonset/agent", "deployment/agent"],
    ],
    [
      ["ds/fluentd", "StatefulSet/postgres"],
      ["daemonset/fluentd", "statefulset/postgres"],
    ],
    [["deployments.v1.apps/grafana"], ["deployment/grafana"]],
    [["deployments.apps", "grafana"], ["deployment/grafana"]],
  ])("%j", (args, meant) => {
    expect(read(...args)).toEqual(meant);
  });

  it("nothing is nothing", () => {
    expect(parseResourceArguments([])).toBeUndefined();
  });

  /** The words of `kubectl get` (1.32). */
  it.each([
    [["ds/fluentd", "kube-proxy"], "there is no need to specify a resource type as a separate argument"],
    [["ds", "ds/fluentd"], "there is no need to specify a resource type as a separate argument"],
    [["ds/"], "arguments in resource/name form must have a single resource and name"],
    [["/fluentd"], "arguments in resource/name form must have a single resource and name"],
    [["ds,sts/agent"], "arguments in resource/name form must have a single resource and name"],
    [["ds/kube-system/fluentd"], "arguments in resource/name form may not have more than one slash"],
    [["cronjobs"], 'no explanation for resource type "cronjobs": there is one for daemonsets (ds)'],
    [["daemonsets.extensions/fluentd"], 'no explanation for resource type "daemonsets.extensions"'],
    [["ds,"], 'no explanation for resource type ""'],
  ])("%j is an error", (args, message) => {
    expect(() => read(...args)).toThrow(message);
  });
});

it("an example in an error is the verb's own, and none where it has none", () => {
  const error = (verb?: string) => () =>
    parseResourceArguments(["ds", "ds/fluentd"], { kinds, none: "no", ...(verb !== undefined && { verb }) });
  expect(error("explain")).toThrow(
    "in resource/name form (e.g. 'kubectl workload explain ds/<name>' instead of 'kubectl workload explain ds ds/<name>')",
  );
  expect(error()).toThrow(/in resource\/name form$/);
});

describe("what does not go together", () => {
  const ask = (argv: { readonly [flag: string]: unknown }) => () =>
    subjectsOf(argv, { namespace: "default" });
  it.each([
    [{}, "You must specify the type of resource to explain (one of ds, deploy, po, sts)"],
    [
      { resource: ["ds/fluentd"], selector: "app=fluentd" },
      "selectors and the all flag cannot be used when passing resource/name arguments",
    ],
    [
      { resource: ["ds", "fluentd"], "field-selector": "metadata.name=fluentd" },
      "name cannot be provided when a selector is specified",
    ],
    [
      { resource: ["ds/fluentd"], "all-namespaces": true },
      "a resource cannot be retrieved by name across all namespaces",
    ],
  ])("%j", (argv, message) => {
    expect(ask(argv)).toThrow(message);
  });
});
