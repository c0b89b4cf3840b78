import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordingOf, run } from "../run.ts";

const recording = recordingOf("daemonset-healthy");
const manifest = join(import.meta.dirname, "..", "..", "..", "examples", "convert", "grafana.yaml");

/** The candidates for the last word of a line, without what they are. */
async function offered(line: string, env = {}): Promise<readonly string[]> {
  const { stdout, stderr, exitCode } = await run(["__complete", ...line.split(" ")], { env });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return stdout.split("\n").flatMap((each) => (/^(:\d+)?$/.test(each) ? [] : [each.split("\t")[0] ?? ""]));
}

async function directiveFor(line: string): Promise<string | undefined> {
  return (await run(["__complete", ...line.split(" ")])).stdout.trimEnd().split("\n").at(-1);
}

describe("what is offered at the cursor", () => {
  it.each<[string, readonly string[]]>([
    ["co", ["convert", "completion"]],
    ["-n shop ex", ["explain"]],
    ["help sn", ["snapshot"]],
    ["bogus ", []],
    ["help explain ", []],
    ["explain -A ds/", []],
    ["explain ", ["ds", "deploy", "po", "sts"]],
    ["explain d", ["ds", "deploy"]],
    ["explain da", ["daemonset"]],
    ["explain statefulsets.", ["statefulsets.apps"]],
    ["explain ds,de", ["ds,deploy"]],
    ["explain -A s", ["sts"]],
    ["explain --all-namespaces=true s", ["sts"]],
    ["convert r", ["rs", "rc"]],
    ["explain secret/", []],
    ["explain --snap", ["--snapshot"]],
    ["explain --revisi", ["--revisions", "--revision"]],
    ["explain --revisions --revisi", ["--revision"]],
    ["convert -f a.yaml --filen", ["--filename"]],
    ["finding --rev", []],
    ["explain -- --rev", []],
    ["explain -o ", ["table", "wide", "json", "yaml", "name"]],
    ["explain --output=j", ["json"]],
    ["explain -o=j", ["json"]],
    ["explain -Ao=j", ["json"]],
    ["explain -oA=j", []],
    ["explain -An shop -o y", ["yaml"]],
    ["explain --color ", ["auto", "always", "never"]],
    ["convert deploy/web --pod-management-policy P", ["Parallel"]],
    ["convert deploy/web --volume data=s", ["data=shared"]],
    ["convert deploy/web ", []],
    ["convert --to ", ["deployment", "statefulset", "daemonset"]],
    ["finding RollbackT", ["RollbackTrap"]],
    ["finding RollbackTrap RollbackT", []],
    ["completion z", ["zsh"]],
    ["completion zsh b", []],
    ["aliases f", ["fish"]],
    ["version -o ", ["json", "yaml"]],
    ["explain --as ", []],
    ["explain --unknown ds", ["ds"]],
    ["explain ds,deploy f", []],
  ])("%s", async (line, expected) => {
    expect(await offered(line)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ["a kind, behind which a slash or a blank may come", "explain d", ":6"],
    ["formats, in their order", "explain -o ", ":36"],
    ["manifests", "explain -f ", ":8"],
    ["any file", "explain --kubeconfig ", ":0"],
    ["any directory", "completion install --dir ", ":0"],
    ["nothing, and no files either", "explain --token ", ":4"],
  ])("the directive for %s", async (_, line, expected) => {
    expect(await directiveFor(line)).toBe(expected);
  });
});

describe("names", () => {
  it("are those of the snapshot or the files that are read instead of a cluster", async () => {
    expect(await offered(`explain -n logging --snapshot ${recording} ds/`)).toEqual(["ds/fluentd"]);
    expect(await offered(`explain -n logging --snapshot ${recording} ds f`)).toEqual(["fluentd"]);
    expect(await offered(`convert -n shop -f ${manifest} deploy/`)).toEqual(["deploy/grafana"]);
    expect(await offered(`convert -n shop -f ${manifest} deploy/grafana --volume `)).toEqual(["data="]);
  });

  it("are not offered beside files to a verb that takes either", async () => {
    expect(await offered(`explain -f ${manifest} deploy/`)).toEqual([]);
  });

  it("are offered once, and one alone to a verb that takes one", async () => {
    expect(await offered(`explain -n=logging --snapshot ${recording} ds/fluentd ds/`)).toEqual([]);
    expect(await offered(`explain -n=logging --snapshot ${recording} ds fluentd f`)).toEqual([]);
    expect(await offered(`convert -n=shop -f ${manifest} deploy g`)).toEqual(["grafana"]);
    expect(await offered(`convert -n=shop -f ${manifest} deploy web g`)).toEqual([]);
  });

  it("are not read from standard input, which is the shell's", async () => {
    for (const [line, file] of [
      ["explain -n logging --snapshot - ds/", recording],
      ["convert -n shop -f - deploy/", manifest],
    ] as const) {
      const { stdout } = await run(["__complete", ...line.split(" ")], { stdin: readFileSync(file) });
      expect(stdout).toBe(":4\n");
    }
  });

  it("of a kubeconfig: contexts, clusters, users", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "kubectl-workload-")), "config");
    const named = (names: readonly string[], what: string) => names.map((name) => ({ name, [what]: {} }));
    writeFileSync(
      file,
      JSON.stringify({
        contexts: named(["staging", "prod"], "context"),
        clusters: named(["eu-1"], "cluster"),
        users: named(["me"], "user"),
      }),
    );
    expect(await offered("explain --context ", { KUBECONFIG: file })).toEqual(["prod", "staging"]);
    expect(await offered(`explain --kubeconfig ${file} --cluster `)).toEqual(["eu-1"]);
    expect(await offered("explain --user=m", { KUBECONFIG: file })).toEqual(["me"]);
  });

  it("come without what a terminal would obey", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "kubectl-workload-")), "config");
    writeFileSync(file, JSON.stringify({ contexts: [{ name: "prod\u001b[2J\n:0", context: {} }] }));
    const { stdout } = await run(["__complete", "explain", "--context", ""], { env: { KUBECONFIG: file } });
    expect(stdout.split("\n")).toHaveLength(3);
    expect(stdout).not.toContain("\u001b");
  });
});
