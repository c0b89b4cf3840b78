import { describe, expect, it } from "vitest";
import { recordingOf, run } from "./run.ts";

const seeExplain = "See 'kubectl workload explain --help' for usage.";

/** `kubectl get` (1.32) says the same. */
describe("what cannot be done as it was typed", () => {
  it.each([
    [["ds", "--foo"], "unknown flag: --foo"],
    [["ds", "--foo=bar"], "unknown flag: --foo"],
    [["ds", "--no-recursive"], "unknown flag: --no-recursive"],
    [["ds", "-Z"], "unknown shorthand flag: 'Z' in -Z"],
    [["ds", "-Aq"], "unknown shorthand flag: 'q' in -Aq"],
    [["ds", "-n"], "flag needs an argument: 'n' in -n"],
    [["ds", "--namespace"], "flag needs an argument: --namespace"],
    [["ds", "--as-group"], "flag needs an argument: --as-group"],
    [
      ["ds", "--insecure-skip-tls-verify=maybe"],
      'invalid argument "maybe" for "--insecure-skip-tls-verify" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
    ],
    [
      ["ds", "--v=x"],
      'invalid argument "x" for "-v, --v" flag: strconv.ParseInt: parsing "x": invalid syntax',
    ],
    [
      ["ds", "--color=blue"],
      'invalid argument "blue" for "--color" flag: must be one of auto, always, never',
    ],
  ])("explain %j", async (args, message) => {
    expect(await run(["explain", ...args])).toEqual({
      stdout: "",
      stderr: `error: ${message}\n${seeExplain}\n`,
      exitCode: 1,
    });
  });

  it.each([
    ["explian", 'unknown command "explian" for "kubectl workload"; did you mean explain?'],
    ["frobnicate", 'unknown command "frobnicate" for "kubectl workload"'],
  ])("%s", async (verb, message) => {
    const { stderr, exitCode } = await run([verb, "ds/fluentd"]);
    expect(stderr).toBe(`error: ${message}\nSee 'kubectl workload --help' for usage.\n`);
    expect(exitCode).toBe(1);
  });

  it("never prints control characters of what was typed", async () => {
    const { stderr } = await run(["explain", "ds", "--\u001b[31mred\u009b"]);
    expect(stderr).toContain("unknown flag: --^[[31mred\\u009b\n");
    const args = ["explain", "ds/\u001b[31mfluentd\u202e", "-n", "logging"];
    const missing = await run([...args, "--snapshot", recordingOf("daemonset-healthy")]);
    expect(missing.stderr).toMatch(/^error: daemonset\/\^\[\[31mfluentd\\u202e: /);
  });
});

describe("help", () => {
  const verbs = ["explain", "snapshot"];
  it("without anything, with --help, -h and help, lists every verb", async () => {
    const [bare, ...others] = await Promise.all([[], ["--help"], ["-h"], ["help"]].map((args) => run(args)));
    for (const verb of verbs) expect(bare?.stdout).toContain(`\n  ${verb} `);
    for (const each of [bare, ...others]) expect(each).toEqual({ ...bare, stderr: "", exitCode: 0 });
  });

  it.each(verbs)("of %s names the command as it is typed, on every way to ask", async (verb) => {
    const [first, ...others] = await Promise.all(
      [
        [verb, "--help"],
        [verb, "-h"],
        ["help", verb],
        [verb, "ds/fluentd", "-Ah"],
      ].map((args) => run(args)),
    );
    expect(first?.stdout).toContain(`Usage:\n  kubectl workload ${verb} `);
    expect(first?.stdout).not.toContain("kubectl-workload");
    for (const other of others) expect(other).toEqual(first);
  });

  it.each(verbs)("of %s fits the terminal, and stays readable on a wide one", async (verb) => {
    const widthAt = async (columns: number) => {
      const { stdout } = await run([verb, "--help"], { columns });
      return Math.max(...stdout.split("\n").map((line) => line.length));
    };
    expect(await widthAt(80)).toBeLessThanOrEqual(80);
    expect(await widthAt(300)).toBeLessThanOrEqual(100);
  });

  it("says the version", async () => {
    expect((await run(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
