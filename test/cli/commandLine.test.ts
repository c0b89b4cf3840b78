import { describe, expect, it } from "vitest";
import { asKubectlReads, firstArgument } from "../../src/cli/commandLine.ts";
import { explainVerb } from "../../src/cli/explain.ts";
import { globalFlags } from "../../src/cli/globalFlags.ts";

const read = (...args: string[]) => asKubectlReads(args, { ...explainVerb.flags, ...globalFlags }).join(" ");

/** As pflag, which kubectl uses: flags anywhere, shorthands together, values attached or apart. */
describe("a command line", () => {
  it.each([
    [["ds", "-n", "logging"], '--namespace="logging" -- ds'],
    [["-nlogging", "ds"], '--namespace="logging" -- ds'],
    [["ds", "-n=logging"], '--namespace="logging" -- ds'],
    [["ds", "--namespace", "logging"], '--namespace="logging" -- ds'],
    [["ds", "-Aojson"], '--all-namespaces=true --output="json" -- ds'],
    [["ds", "-A=false"], "--all-namespaces=false -- ds"],
    [["ds", "--all-namespaces=F"], "--all-namespaces=false -- ds"],
    [["ds", "-Rf", "-"], '--recursive=true --filename="-" -- ds'],
    [["-f-"], '--filename="-" --'],
    [["ds", "-v6", "-l", "a=b"], '--v=6 --selector="a=b" -- ds'],
    [["ds", "-l", "-gpu"], '--selector="-gpu" -- ds'],
    [["ds", "--", "-fluentd"], "-- ds -fluentd"],
    [["ds", "--all_namespaces"], "--all-namespaces=true -- ds"],
    [["ds", "-n="], '--namespace="=" -- ds'],
    [["ds", "-n=="], '--namespace="=" -- ds'],
    [["ds", "-v=010"], "--v=10 -- ds"],
    [["ds", "-v", "-2147483648"], "--v=-2147483648 -- ds"],
    [["ds", "--namespace="], '--namespace="" -- ds'],
  ])("%j", (args, spelled) => {
    expect(read(...args)).toBe(spelled);
  });

  it("the last one counts, but for flags that can be repeated", () => {
    expect(read("-n", "a", "-n", "b")).toBe('--namespace="b" --');
    expect(read("--as-group", "a", "--as-group", "b")).toBe('--as-group="a" --as-group="b" --');
  });
});

it.each([
  [["explain", "ds"], 0],
  [["-n", "explain", "explain", "ds"], 2],
  [["-nexplain", "-A", "explain"], 2],
  [["--namespace", "explain", "--", "explain"], 3],
  [["-f", "-", "explain"], 2],
  [["-A", "-n", "explain"], undefined],
  // What follows the first argument is not looked at.
  [["explain", "--frobnicate"], 0],
])("the first argument of %j is number %j", (args, at) => {
  expect(firstArgument(args, { ...explainVerb.flags, ...globalFlags })).toBe(at);
});
