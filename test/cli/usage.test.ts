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

  /** kubectl says the first half; the hint is ours. */
  it.each([
    [["ds", "--no-recursive"], "unknown flag: --no-recursive", "did you mean --recursive?"],
    // Names of one letter are shorthands only.
    [["ds", "--o", "json"], "unknown flag: --o", "did you mean -o?"],
    [["ds", "--n", "logging"], "unknown flag: --n", "did you mean -n?"],
    [["ds", "--namspace", "logging"], "unknown flag: --namspace", "did you mean --namespace?"],
    [["ds", "--show_lables"], "unknown flag: --show_lables", ""],
    [["ds", "-colour"], "unknown shorthand flag: 'c' in -colour", "did you mean --color?"],
  ])("%j, with what was meant", async (args, message, hint) => {
    const { stderr, exitCode } = await run(["explain", ...args]);
    expect(stderr).toBe(`error: ${message}${hint && `; ${hint}`}\n${seeExplain}\n`);
    expect(exitCode).toBe(1);
    const judge = await kubectl(["get", ...args]);
    expect(judge.stderr.split("\n")[0]?.replace(/^error: /i, "")).toBe(message);
  });

  it.each([
    [["explain", "deploy/web", "--revison", "3"], "unknown flag: --revison; did you mean --revision?"],
    [["explain", "deploy/web", "--revisoin=3"], "unknown flag: --revisoin; did you mean --revision?"],
    [["explain", "deploy/web", "-revision", "3"], "'r' in -revision; did you mean --revision?"],
    [
      ["explain", "deploy/web", "--volume", "data=template"],
      "unknown flag: --volume; it is a flag of `kubectl workload convert`",
    ],
    [["explain", "deploy/web", "-U", "5"], "'U' in -U; it is a flag of `kubectl workload convert`"],
    [
      ["convert", "deploy/web", "--selector", "app=web"],
      "unknown flag: --selector; it is a flag of `kubectl workload explain` and `kubectl workload snapshot`",
    ],
    [["--revisoin", "3", "explain", "deploy/web"], "unknown flag: --revisoin; did you mean --revision?"],
    [["--strict"], "unknown flag: --strict; it is a flag of `kubectl workload convert`"],
    // What every object has by nature is no flag.
    [["explain", "ds", "--constructor"], "unknown flag: --constructor\n"],
    [["explain", "deployement/web"], "statefulsets (sts); did you mean deployment/web?"],
    [["explain", "DaemonSte", "fluentd"], "statefulsets (sts); did you mean daemonset?"],
    [["explain", "rs/web"], "statefulsets (sts)\n"],
    [["explain", "ds", "-o", "jsno"], "table,wide,json,yaml,name; did you mean json?"],
    [["explain", "ds", "--color", "alway"], "auto, always, never; did you mean always?"],
    [["convert", "deploy/web", "--to", "statfulset"], "statefulsets (sts); did you mean statefulset?"],
    [["convert", "deploy/web", "--to", "sts", "-o", "ymal"], "did you mean yaml?"],
    [
      ["convert", "deploy/web", "--to", "sts", "--pod-management-policy", "parallel"],
      "it has to be OrderedReady or Parallel; did you mean Parallel?",
    ],
    [
      ["convert", "deploy/web", "--to", "sts", "--volume", "data=templat:5Gi"],
      "emptyDir or hostPath:PATH; did you mean data=template:5Gi?",
    ],
    // The word is right, and what follows it is not.
    [["convert", "deploy/web", "--to", "sts", "--volume", "data=emptyDir:5Gi"], "or hostPath:PATH\n"],
    [["finding", "RolbackTrap"], 'no finding is called "RolbackTrap"; did you mean RollbackTrap?'],
  ])("%j is answered with what is near", async (args, message) => {
    const { stdout, stderr } = await run(args);
    expect(stdout).toBe("");
    expect(stderr).toContain(message);
  });

  it.each([
    [["ds/fluentd"], "explain ds/fluentd"],
    [["ds/fluentd", "-n", "logging", "--token", "s3cret"], "explain ds/fluentd"],
    [["-n", "logging", "deploy", "web", "-o", "json"], "explain deploy web"],
    [["deploy,sts"], "explain deploy,sts"],
    [["DaemonSet/it's"], "explain 'DaemonSet/it'\\''s'"],
    [["deploy/grafana", "--to", "sts"], "convert deploy/grafana --to sts"],
    [["deploy/grafana", "-n", "shop", "--to=sts"], "convert deploy/grafana --to sts"],
    [["--to", "sts", "-n", "shop", "deploy/grafana"], "convert deploy/grafana --to sts"],
    [["rs/grafana"], "convert rs/grafana --to KIND"],
  ])("%j, where a verb was forgotten", async (args, meant) => {
    const { stderr, exitCode } = await run(args);
    expect(stderr).toContain(`; did you mean \`kubectl workload ${meant}\`?\n`);
    expect(stderr).not.toContain("s3cret");
    expect(exitCode).toBe(1);
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
