import { spawn, spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseManifest } from "../../src/source/manifests/readManifests.ts";
import { recordingOf, run } from "./run.ts";

const root = join(import.meta.dirname, "..", "..");
const entry = join(root, "bin", "entry.mts");
const grafana = join(root, "examples", "convert", "grafana.yaml");
const seeConvert = "See 'kubectl workload convert --help' for usage.";
const recording = ["-n", "cms", "--snapshot", recordingOf("deployment-claim-shared")];
const asStatefulSet = ["convert", "-f", grafana, "--to", "sts", "--offline"];
const decided = [...asStatefulSet, "--volume", "data=template"];

/** A Deployment to which only its kind and its strategy are special. */
function agent(name = "agent", more = ""): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}${more}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
        - {name: ${name}, image: "${name}:1"} # of this week
`;
}

describe("exit codes, as `kubectl diff` has them", () => {
  it("0 where nothing differs: it is of this kind already", async () => {
    const args = ["convert", "-f-", "--to", "deployment", "--offline"];
    const { stdout, stderr, exitCode } = await run(args, { stdin: agent() });
    expect(stdout).toMatch(/^Deployment default\/agent is a Deployment already\.\n/);
    expect(stdout).not.toContain("@@");
    expect([stderr, exitCode]).toEqual(["", 0]);
  });

  it.each(["diff", "side-by-side"])("1 where something differs, with -o %s", async (format) => {
    const { stdout, stderr, exitCode } = await run([...asStatefulSet, "-o", format]);
    expect(stdout).toMatch(/^Deployment shop\/grafana as a StatefulSet: /);
    expect([stderr, exitCode]).toEqual(["", 1]);
  });

  it.each([
    ["yaml", /^# Grafana, for the shop's dashboards\.\napiVersion: apps\/v1\nkind: StatefulSet\n/],
    ["json", /^\{\n {4}"apiVersion": "workload\.kubectl\/v1alpha1",\n {4}"kind": "Conversion",/],
    ["runbook", /^Deployment shop\/grafana as a StatefulSet: /],
  ])("0 as soon as -o %s is printed", async (format, text) => {
    const { stdout, stderr, exitCode } = await run([...asStatefulSet, "-o", format]);
    expect(stdout).toMatch(text);
    expect(stdout.endsWith("\n") && !stdout.endsWith("\n\n")).toBe(true);
    const undecided = /^warning: volume data is not decided: --volume data=template \| .*\n$/;
    expect(stderr).toMatch(format === "yaml" ? undecided : /^$/);
    expect(exitCode).toBe(0);
  });
});

describe("2 for whatever is wrong as it was typed", () => {
  const kinds = "daemonsets (ds), deployments (deploy)";
  const choices =
    "NAME=template[:SIZE[:CLASS]], shared[:CLAIM], ephemeral[:SIZE[:CLASS]], emptyDir or hostPath:PATH";
  const volume = (written: string) =>
    `invalid argument "${written}" for "--volume" flag: it has to be ${choices}`;
  const readByOthers = "it is a flag of `kubectl workload explain` and `kubectl workload snapshot`";
  const one =
    "one workload is converted at a time, since its decisions are its own: TYPE/NAME, such as deploy/grafana";

  it.each([
    ["no --to", [], "--to is required: say what it is to become, one of daemonset, deployment, statefulset"],
    [
      "a kind that is none",
      ["--to", "cronjob"],
      `invalid argument "cronjob" for "--to" flag: no conversion to resource type "cronjob": there is one for ${kinds}, statefulsets (sts)`,
    ],
    [
      "a kind that is only converted from",
      ["--to", "rs"],
      `invalid argument "rs" for "--to" flag: no conversion to resource type "rs": there is one for ${kinds}, statefulsets (sts)`,
    ],
    ["a volume without a choice", ["--to", "sts", "--volume", "data"], volume("data")],
    ["a choice that is none", ["--to", "sts", "--volume", "data=pvc"], volume("data=pvc")],
    ["a size that is none", ["--to", "sts", "--volume", "data=template:big"], volume("data=template:big")],
    [
      "a host path that is none",
      ["--to", "ds", "--volume", "data=hostPath:srv"],
      volume("data=hostPath:srv"),
    ],
    [
      "a volume that the workload does not have",
      ["--to", "sts", "--volume", "dat=template"],
      "--volume dat: the workload has no volume of that name: there are data; did you mean data?",
    ],
    [
      "fewer lines than none",
      ["--to", "sts", "-U", "-1"],
      'invalid argument "-1" for "-U, --unified" flag: it has to be 0 or more',
    ],
    [
      "fewer pods than none",
      ["--to", "sts", "--replicas", "-1"],
      'invalid argument "-1" for "--replicas" flag: it has to be 0 or more',
    ],
    ["an unknown flag", ["--to", "sts", "--frobnicate"], "unknown flag: --frobnicate"],
    [
      "-A, since one is converted",
      ["--to", "sts", "-A"],
      `unknown shorthand flag: 'A' in -A; ${readByOthers}`,
    ],
    [
      "-l, since one is converted",
      ["--to", "sts", "-l", "app=grafana"],
      `unknown shorthand flag: 'l' in -l; ${readByOthers}`,
    ],
    [
      "an output format that there is not",
      ["--to", "sts", "-o", "table"],
      'unable to match a printer suitable for the output format "table", allowed formats are: diff,side-by-side,yaml,json,runbook',
    ],
    [
      "a colour that there is not",
      ["--to", "sts", "--color=blue"],
      'invalid argument "blue" for "--color" flag: must be one of auto, always, never',
    ],
    [
      "another validation than the server's",
      ["--to", "sts", "--validate=strict"],
      'invalid argument "strict" for "--validate" flag: it has to be server',
    ],
    [
      "the server's validation of a recording",
      ["--to", "sts", "--validate=server"],
      "--validate=server asks an API server: leave --snapshot and --offline out",
    ],
  ])("%s", async (_, args, message) => {
    expect(await run(["convert", "deploy/wordpress", ...recording, ...args])).toEqual({
      stdout: "",
      stderr: `error: ${message}\n${seeConvert}\n`,
      exitCode: 2,
    });
  });

  it.each([
    [
      "nothing named",
      [],
      "name the workload that is to be converted, such as deploy/grafana, or a file with -f",
    ],
    ["a TYPE without a name", ["deploy"], one],
    ["two names", ["deploy", "grafana", "loki"], one],
    ["two TYPE/NAMEs", ["deploy/grafana", "sts/loki"], one],
    [
      "a kind that cannot be converted",
      ["cronjob/backup"],
      `there is no conversion of resource type "cronjob": there is one for ${kinds}, pods (po), replicasets (rs), replicationcontrollers (rc), statefulsets (sts)`,
    ],
  ])("%s, before a kubeconfig is looked for", async (_, named, message) => {
    const env = { KUBECONFIG: "/nonexistent/config" };
    expect(await run(["convert", ...named, "--to", "sts"], { env })).toEqual({
      stdout: "",
      stderr: `error: ${message}\n${seeConvert}\n`,
      exitCode: 2,
    });
  });

  it("no cluster", async () => {
    const { stdout, stderr, exitCode } = await run(["convert", "deploy/grafana", "--to", "sts"]);
    expect([stdout, exitCode]).toEqual(["", 2]);
    expect(stderr).toMatch(/^(error|The connection).*\n$/);
  });

  it("a file that is not there", async () => {
    expect(await run(["convert", "-f", "/nonexistent/app.yaml", "--to", "sts"])).toEqual({
      stdout: "",
      stderr: 'error: the path "/nonexistent/app.yaml" does not exist\n',
      exitCode: 2,
    });
  });

  it("a field of a manifest with another type than it has to have, by its place", async () => {
    const stdin = agent().replace("selector: {matchLabels: {app: agent}}", "selector: all");
    const { stderr, exitCode } = await run(["convert", "-f-", "--to", "sts", "--offline"], { stdin });
    expect([stderr, exitCode]).toEqual([
      "error: <stdin>, document 1, line 1: `spec.selector` of the Deployment must be a mapping\n",
      2,
    ]);
  });

  it("a decision that is open, with --strict, which names what can be chosen", async () => {
    for (const format of ["diff", "yaml", "runbook"]) {
      const { stdout, stderr, exitCode } = await run([...asStatefulSet, "--strict", "-o", format]);
      expect([stdout, exitCode]).toEqual(["", 2]);
      expect(stderr).toMatch(
        /^error: volume data is to be decided: .*: --volume data=template \| --volume data=shared \| .*\n$/,
      );
    }
    const made = await run([...decided, "--strict"]);
    expect([made.stderr, made.exitCode]).toEqual(["", 1]);
  });
});

describe("what is converted", () => {
  it.each([
    [["deploy/wordpress"]],
    [["deploy", "wordpress"]],
    [["Deployment/wordpress"]],
    [["deployments.apps", "wordpress"]],
    [["deployment.v1.apps/wordpress"]],
  ])("%j is the Deployment", async (named) => {
    const { stdout, exitCode } = await run(["convert", ...named, "--to", "sts", ...recording]);
    expect(stdout).toMatch(/^Deployment cms\/wordpress as a StatefulSet: /);
    expect(exitCode).toBe(1);
  });

  it.each([
    ["sts", "StatefulSet"],
    ["StatefulSet", "StatefulSet"],
    ["statefulsets.apps", "StatefulSet"],
    ["ds", "DaemonSet"],
    ["daemonset", "DaemonSet"],
    ["deploy", "Deployment"],
  ])("--to %s makes a %s", async (to, kind) => {
    const { stdout } = await run(["convert", "deploy/wordpress", "--to", to, ...recording, "-ojson"]);
    expect(JSON.parse(stdout)).toMatchObject({ target: { kind } });
  });

  it("a name that is not there: the error suggests one that is", async () => {
    expect(await run(["convert", "deploy/wordpres", "--to", "sts", ...recording])).toEqual({
      stdout: "",
      stderr:
        'Error from server (NotFound): deployments.apps "wordpres" not found; did you mean deployment/wordpress in namespace cms?\n',
      exitCode: 2,
    });
  });

  it("a name of a namespace that the recording does not hold", async () => {
    const { stderr, exitCode } = await run(["convert", "ds/loki", "--to", "sts", ...recording, "-n", "logs"]);
    expect([stderr, exitCode]).toEqual([
      "error: daemonset/loki: the snapshot does not hold the daemonsets.apps of namespace logs\n",
      2,
    ]);
  });

  it("-U 0 shows the changed lines alone", async () => {
    const { stdout } = await run([...decided, "-U", "0"]);
    const [, diff = ""] = stdout.split(/^(?=--- )/m);
    expect(diff.split("\n").slice(2, -1)).toSatisfy((lines: string[]) =>
      lines.every((line) => /^[-+@]/.test(line)),
    );
    expect(diff).toContain("@@ -3 +3 @@\n-kind: Deployment\n+kind: StatefulSet\n");
  });

  it("a flag that decides nothing here is an error, not silence", async () => {
    const args = ["convert", "-f-", "--offline", "--to", "ds", "--pod-management-policy=Parallel"];
    const { stderr, exitCode } = await run(args, { stdin: agent() });
    expect([stderr, exitCode]).toEqual([
      `error: --pod-management-policy decides nothing from a Deployment to a DaemonSet, since only a StatefulSet has one: leave it out\n${seeConvert}\n`,
      2,
    ]);
  });
});

describe("-f", () => {
  const convert = (stdin: string, ...args: readonly string[]) =>
    run(["convert", "-f", "-", "--to", "ds", "--offline", ...args], { stdin });
  const both = `${agent("agent")}---\n${agent("loki")}`;

  it("- reads stdin, which the diff calls stdin.yaml", async () => {
    const { stdout } = await convert(agent());
    expect(stdout).toContain("\n--- a/stdin.yaml\n+++ b/stdin.yaml\n");
    expect(stdout).toContain("+kind: DaemonSet\n");
  });

  it("with several workloads asks for a name, and TYPE/NAME chooses one", async () => {
    expect(await convert(both)).toEqual({
      stdout: "",
      stderr: `error: the manifests hold several workloads: name the one to convert, of deploy/agent, deploy/loki\n${seeConvert}\n`,
      exitCode: 2,
    });
    for (const named of [["deploy/loki"], ["deploy", "loki"]]) {
      const { stdout, exitCode } = await convert(both, ...named);
      expect(stdout).toMatch(/^Deployment default\/loki as a DaemonSet: /);
      expect(stdout.match(/^[-+]kind: .*/gm)).toEqual(["-kind: Deployment", "+kind: DaemonSet"]);
      expect(exitCode).toBe(1);
    }
  });

  it("with one name in two namespaces goes by -n", async () => {
    const twice = `${agent("agent", "\n  namespace: prod")}---\n${agent("agent", "\n  namespace: test")}`;
    const { stderr, exitCode } = await convert(twice, "deploy/agent");
    expect([stderr.split("\n")[0], exitCode]).toEqual([
      "error: the manifests hold several workloads: name the one to convert, of deploy/agent -n prod, deploy/agent -n test",
      2,
    ]);
    const { stdout } = await convert(twice, "deploy/agent", "-n", "test");
    expect(stdout).toMatch(/^Deployment test\/agent as a DaemonSet: /);
  });

  it.each([
    ["without the one that was named", ["deploy/promtail"], both, "there are deploy/agent, deploy/loki"],
    [
      "without any",
      [],
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: agent}\n",
      "they hold no workload",
    ],
  ])("%s", async (_, named, stdin, there) => {
    const { stderr, exitCode } = await convert(stdin, ...named);
    expect([stderr, exitCode]).toEqual([
      `error: the manifests hold nothing that could be converted as asked: ${there}\n${seeConvert}\n`,
      2,
    ]);
  });

  it("of JSON shows YAML, under the name of the workload", async () => {
    const [manifest] = parseManifest(agent(), "agent.yaml");
    const { stdout } = await convert(JSON.stringify(manifest?.object));
    expect(stdout).toContain("\n--- a/agent.yaml\n+++ b/agent.yaml\n");
  });
});

describe("a diff that is piped on", () => {
  /** The program itself, in a folder with a copy of the example, as the shell runs it. */
  async function inShell(line: string): Promise<{ code: number | null; said: string; text: string }> {
    const folder = await mkdtemp(join(tmpdir(), "kubectl-workload-"));
    const copy = join(folder, "grafana.yaml");
    await cp(grafana, copy);
    spawnSync("git", ["init", "--quiet", folder]);
    const env = { PATH: process.env["PATH"], HOME: folder, CONVERT: `${process.execPath} ${entry} convert` };
    const child = spawn("sh", ["-c", line], { cwd: folder, env });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, said, text: await readFile(copy, "utf8") };
  }
  const args = "--to sts --volume data=template --offline";

  it.each([
    ["patch", `$CONVERT -f grafana.yaml ${args} | patch grafana.yaml`],
    ["patch, with a path", `$CONVERT -f "$PWD/../$(basename "$PWD")/grafana.yaml" ${args} | patch -p1`],
    ["patch, without context", `$CONVERT -f grafana.yaml -U 0 ${args} | patch grafana.yaml`],
    ["git apply", `$CONVERT -f ./grafana.yaml ${args} | git apply`],
    ["git apply, with a path", `$CONVERT -f "$PWD/grafana.yaml" ${args} | git apply`],
    ["git apply, without context", `$CONVERT -f grafana.yaml -U 0 ${args} | git apply --unidiff-zero`],
    [
      "patch, of a file with a byte order mark",
      `printf '\\357\\273\\277' | cat - grafana.yaml > bom && mv bom grafana.yaml && $CONVERT -f grafana.yaml ${args} | patch grafana.yaml`,
    ],
    [
      "git apply, of a file with a byte order mark",
      `printf '\\357\\273\\277' | cat - grafana.yaml > bom && mv bom grafana.yaml && $CONVERT -f grafana.yaml ${args} | git apply`,
    ],
  ])("into %s changes the file, and its comments stay", async (_, line) => {
    const { code, said, text } = await inShell(line);
    expect([code, said.replace("patching file grafana.yaml\n", "")]).toEqual([0, ""]);
    const objects = parseManifest(text, "grafana.yaml").map(({ object }) => object);
    expect(objects.map(({ kind }) => kind)).toEqual(["StatefulSet", "Service", "PersistentVolumeClaim"]);
    expect(text).toContain("replicas: 1 # its database takes one writer\n");
    const { stdout } = await run([...decided, "-o", "json"]);
    expect(objects.slice(0, 2)).toEqual(JSON.parse(stdout).objects);
  });
});

describe("colour", () => {
  const painted = "\u001b[";
  it.each([
    ["in a pipe", {}, [], false],
    ["on a terminal", { columns: 120 }, [], true],
    ["on a terminal with NO_COLOR, be it empty", { columns: 120, env: { NO_COLOR: "" } }, [], false],
    ["on a terminal that is dumb", { columns: 120, env: { TERM: "dumb" } }, [], false],
    ["on a terminal with --color=never", { columns: 120 }, ["--color=never"], false],
    ["in a pipe with --color=always", {}, ["--color=always"], true],
    ["with --color=always against NO_COLOR", { env: { NO_COLOR: "1" } }, ["--color=always"], true],
  ])("%s", async (_, around, args, isColoured) => {
    const { stdout } = await run([...decided, ...args], around);
    expect(stdout.includes(painted)).toBe(isColoured);
  });

  it("never gets into what is applied or parsed", async () => {
    for (const format of ["yaml", "json"]) {
      const { stdout } = await run([...decided, "--color=always", "-o", format], { columns: 80 });
      expect(stdout).not.toContain(painted);
    }
  });

  it("only adds: without it, the text is the same", async () => {
    const plain = await run([...decided, "--color=never"]);
    const coloured = await run([...decided, "--color=always"]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours
    expect(coloured.stdout.replaceAll(/\u001b\[\d*m/g, "")).toBe(plain.stdout);
  });
});

describe("help", () => {
  it("fits 80 columns, its examples too", async () => {
    const { stdout, exitCode } = await run(["convert", "--help"], { columns: 80 });
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it("names every flag that the verb takes", async () => {
    const { stdout } = await run(["convert", "--help"]);
    for (const flag of ["to", "volume", "strict", "validate", "references", "unified", "color"]) {
      expect(stdout).toMatch(new RegExp(`^ {4}(-\\w, )?--${flag}=`, "m"));
    }
  });
});

describe("-o yaml", () => {
  it("is the manifest alone, without what else the file holds", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kubectl-workload-"));
    const file = join(folder, "agent.yaml");
    await writeFile(file, `${agent("loki")}---\n${agent("agent")}`);
    const { stdout } = await run([
      "convert",
      "-f",
      file,
      "deploy/agent",
      "--to",
      "ds",
      "--offline",
      "-oyaml",
    ]);
    expect(parseManifest(stdout, "stdout").map(({ object }) => [object.kind, object.metadata?.name])).toEqual(
      [["DaemonSet", "agent"]],
    );
  });
});
