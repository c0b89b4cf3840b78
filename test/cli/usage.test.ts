import { beforeAll, describe, expect, it } from "vitest";
import { hasKubectl, kubectl } from "../source/cluster/kubectl.ts";
import { recordingOf, run } from "./run.ts";

const seeExplain = "See 'kubectl workload explain --help' for usage.";

describe("what cannot be done as it was typed", () => {
  /** kubectl is the judge of its own words: each line is given to `kubectl get` as well. */
  describe("is said in the words of the kubectl on PATH", () => {
    beforeAll(() => {
      if (!hasKubectl) {
        throw new Error(
          "there is no kubectl on PATH to judge these words: install it, https://kubernetes.io/docs/tasks/tools/",
        );
      }
    });

    it.each([
      [["ds", "--frobnicate"], "unknown flag: --frobnicate"],
      [["ds", "--frobnicate=1"], "unknown flag: --frobnicate"],
      [["ds", "--fro_bnicate"], "unknown flag: --fro_bnicate"],
      [["ds", "--no-recursive"], "unknown flag: --no-recursive"],
      // Names of one letter are shorthands only.
      [["ds", "--o", "json"], "unknown flag: --o"],
      [["ds", "--n", "logging"], "unknown flag: --n"],
      [["ds", "---namespace"], "bad flag syntax: ---namespace"],
      [["ds", "--=logging"], "bad flag syntax: --=logging"],
      [["ds", "-Z"], "unknown shorthand flag: 'Z' in -Z"],
      [["ds", "-Ax"], "unknown shorthand flag: 'x' in -x"],
      [["ds", "-RAx=3"], "unknown shorthand flag: 'x' in -x=3"],
      [["ds", "-A="], "unknown shorthand flag: '=' in -="],
      [["ds", "-n"], "flag needs an argument: 'n' in -n"],
      [["ds", "-An"], "flag needs an argument: 'n' in -n"],
      [["ds", "--namespace"], "flag needs an argument: --namespace"],
      [["ds", "--as-group"], "flag needs an argument: --as-group"],
      [
        ["ds", "--insecure-skip-tls-verify=maybe"],
        'invalid argument "maybe" for "--insecure-skip-tls-verify" flag: strconv.ParseBool: parsing "maybe": invalid syntax',
      ],
      [
        ["ds", '-A="'],
        'invalid argument "\\"" for "-A, --all-namespaces" flag: strconv.ParseBool: parsing "\\"": invalid syntax',
      ],
      [
        ["ds", "--v=x"],
        'invalid argument "x" for "-v, --v" flag: strconv.ParseInt: parsing "x": invalid syntax',
      ],
      [
        ["ds", "-v="],
        'invalid argument "=" for "-v, --v" flag: strconv.ParseInt: parsing "=": invalid syntax',
      ],
      [
        ["ds", "-v", "2147483648"],
        'invalid argument "2147483648" for "-v, --v" flag: strconv.ParseInt: parsing "2147483648": value out of range',
      ],
      [
        ["ds", "-v99999999999999999999"],
        'invalid argument "99999999999999999999" for "-v, --v" flag: strconv.ParseInt: parsing "99999999999999999999": value out of range',
      ],
    ])("%j", async (args, message) => {
      expect(await run(["explain", ...args])).toEqual({
        stdout: "",
        stderr: `error: ${message}\n${seeExplain}\n`,
        exitCode: 1,
      });
      const judge = await kubectl(["get", ...args]);
      // Some builds of kubectl write a capital.
      expect(judge.stderr.split("\n")[0]?.replace(/^error: /i, "")).toBe(message);
    });
  });

  it("a colour that there is not", async () => {
    expect(await run(["explain", "ds", "--color=blue"])).toEqual({
      stdout: "",
      stderr: `error: invalid argument "blue" for "--color" flag: must be one of auto, always, never\n${seeExplain}\n`,
      exitCode: 1,
    });
  });

  it.each([
    ["phase", "invalid selector: 'phase'; can't understand 'phase'"],
    ["type=Normal,phase", "invalid selector: 'type=Normal,phase'; can't understand 'phase'"],
  ])("--field-selector %s", async (selector, message) => {
    const args = ["ds", "--field-selector", selector, "--snapshot", recordingOf("daemonset-healthy")];
    expect(await run(["explain", ...args])).toEqual({
      stdout: "",
      stderr: `error: ${message}\n${seeExplain}\n`,
      exitCode: 1,
    });
  });

  it("a flag before the verb that no verb has", async () => {
    const { stderr } = await run(["--frobnicate", "explain", "ds"]);
    expect(stderr).toBe("error: unknown flag: --frobnicate\nSee 'kubectl workload --help' for usage.\n");
  });

  it.each([
    ["explian", 'unknown command "explian" for "kubectl workload"; did you mean explain?'],
    ["frobnicate", 'unknown command "frobnicate" for "kubectl workload"'],
  ])("%s", async (verb, message) => {
    // Whatever follows, be it the name of a verb.
    for (const more of [["ds/fluentd"], ["explain"], ["--frobnicate"], ["--help"]]) {
      const { stderr, exitCode } = await run([verb, ...more]);
      expect(stderr).toBe(`error: ${message}\nSee 'kubectl workload --help' for usage.\n`);
      expect(exitCode).toBe(1);
    }
  });

  it("never prints control characters of what was typed", async () => {
    const { stderr } = await run(["explain", "ds", "--\u001b[31mred\u009b"]);
    expect(stderr).toContain("unknown flag: --^[[31mred\\u009b\n");
    const args = ["explain", "ds/\u001b[31mfluentd\u202e", "-n", "logging"];
    const missing = await run([...args, "--snapshot", recordingOf("daemonset-healthy")]);
    expect(missing.stderr).toContain('daemonsets.apps "^[[31mfluentd\\u202e" not found');
  });
});

describe("help", () => {
  const verbs = ["explain", "snapshot"];
  it("without anything, with --help, -h and help, lists every verb", async () => {
    const [bare, ...others] = await Promise.all(
      [[], ["--help"], ["-h"], ["help"], ["-n", "explain"]].map((args) => run(args)),
    );
    for (const verb of verbs) expect(bare?.stdout).toContain(`\n  ${verb} `);
    for (const each of [bare, ...others]) expect(each).toEqual({ ...bare, stderr: "", exitCode: 0 });
  });

  it.each(verbs)("of %s names the command as it is typed, on every way to ask", async (verb) => {
    const [first, ...others] = await Promise.all(
      [
        [verb, "--help"],
        [verb, "-h"],
        ["help", verb],
        ["-n", "logging", "help", verb],
        ["-h", verb],
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

describe("the verb is the first argument that is no flag's value", () => {
  const recording = ["--snapshot", recordingOf("daemonset-healthy")];
  it.each(["explain", "snapshot", "help"])("in a namespace called %s", async (namespace) => {
    for (const flag of [["-n", namespace], [`-n${namespace}`], ["--namespace", namespace]]) {
      for (const args of [
        [...flag, "explain", "ds/fluentd"],
        ["explain", ...flag, "ds/fluentd"],
        ["explain", "ds/fluentd", ...flag],
      ]) {
        expect(await run([...args, ...recording])).toEqual({
          stdout: "",
          stderr: `error: daemonset/fluentd: the snapshot does not hold the daemonsets.apps of namespace ${namespace}\n`,
          exitCode: 1,
        });
      }
    }
  });

  it("quotes that the shell left are part of a value", async () => {
    for (const namespace of ["'logging'", '"logging"']) {
      const { stderr } = await run(["explain", "ds/fluentd", "-n", namespace, ...recording]);
      expect(stderr).toMatch(new RegExp(`of namespace ${namespace}\n$`));
    }
  });
});

describe("--cluster-domain", () => {
  it.each(["a..b", "..", "-a.b", "Cluster.local", `${"a".repeat(64)}.local`])(
    "%s is no DNS name",
    async (domain) => {
      const { stderr, exitCode } = await run(["explain", "sts", `--cluster-domain=${domain}`]);
      expect([stderr.split("\n")[0], exitCode]).toEqual([
        `error: invalid argument "${domain}" for "--cluster-domain" flag: it has to be a DNS name, such as cluster.local`,
        1,
      ]);
    },
  );
});
