import { readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { recordingOf, run } from "./run.ts";

const fluentd = recordingOf("daemonset-healthy");
const sentence = /^DaemonSet logging\/fluentd runs and is ready on 9 of 12 nodes\./;
const inLogging = ["-n", "logging", "--snapshot", fluentd];

describe("what is explained", () => {
  it.each([
    [["ds", "fluentd"]],
    [["ds/fluentd"]],
    [["daemonset/fluentd"]],
    [["daemonsets", "fluentd"]],
    [["DaemonSet/fluentd"]],
    [["DS/fluentd"]],
    [["daemonsets.apps/fluentd"]],
    [["daemonset.v1.apps/fluentd"]],
    [["DaemonSets.v1.apps", "fluentd"]],
  ])("%j is the DaemonSet", async (named) => {
    const { stdout, stderr, exitCode } = await run(["explain", ...named, ...inLogging]);
    expect(stdout).toMatch(sentence);
    expect([stderr, exitCode]).toEqual(["", 0]);
  });

  it("prints the others when one of several names is missing, and exits with 1", async () => {
    const { stdout, stderr, exitCode } = await run(["explain", "ds", "fluentdd", "fluentd", ...inLogging]);
    expect(stdout).toMatch(sentence);
    expect(stderr).toMatch(/^Error from server \(NotFound\): .*fluentdd/);
    expect(stderr.split("\n")).toHaveLength(2);
    expect(exitCode).toBe(1);
  });

  it("several names are a list, one is a document of its own", async () => {
    const one = await run(["explain", "ds/fluentd", ...inLogging, "-o", "json"]);
    expect(JSON.parse(one.stdout)).toMatchObject({ kind: "Explanation", subject: { name: "fluentd" } });
    const twice = await run(["explain", "ds/fluentd", "ds/fluentd", ...inLogging, "-o", "json"]);
    expect(JSON.parse(twice.stdout)).toMatchObject({ kind: "ExplanationList", items: [{}, {}] });
  });
});

describe("a recording of everything", async () => {
  // The same recording as if the whole list had been asked for, beside a second DaemonSet elsewhere.
  const file = JSON.parse(readFileSync(fluentd, "utf8"));
  const own = file.items.find(({ kind }: { kind: string }) => kind === "DaemonSet");
  const other = {
    ...own,
    metadata: { ...own.metadata, name: "node-exporter", namespace: "monitoring", uid: "2", labels: {} },
  };
  const all = {
    ...file,
    reads: [
      ...file.reads.map(({ apiVersion, resource, outcome }: { [field: string]: string }) => {
        return { apiVersion, resource, outcome };
      }),
      ...["daemonsets", "controllerrevisions"].map((resource) => {
        return { apiVersion: "apps/v1", resource, outcome: "OK" };
      }),
    ],
    items: [...file.items, other],
  };
  const folder = await mkdtemp(join(tmpdir(), "kubectl-workload-"));
  const path = join(folder, "cluster.json");
  await writeFile(path, JSON.stringify(all));
  const names = async (...args: readonly string[]) => {
    const { stdout, stderr } = await run(["explain", ...args, "-o", "name", "--snapshot", path]);
    return stdout + stderr;
  };

  it("-A lists those of all namespaces, -n those of one", async () => {
    expect(await names("ds", "-A")).toBe("daemonset.apps/fluentd\ndaemonset.apps/node-exporter\n");
    expect(await names("ds", "-n", "monitoring")).toBe("daemonset.apps/node-exporter\n");
    expect(await names("ds", "-n", "shop")).toBe("No resources found in shop namespace.\n");
  });

  it("-l selects by labels", async () => {
    expect(await names("ds", "-A", "-l", "app.kubernetes.io/name=fluentd")).toBe("daemonset.apps/fluentd\n");
    expect(await names("ds", "-A", "-l", "!app.kubernetes.io/name")).toBe("daemonset.apps/node-exporter\n");
    expect(await names("ds", "-A", "-l", "app.kubernetes.io/name in (loki)")).toBe("No resources found\n");
  });

  it("a name that is not there: the error suggests one that is", async () => {
    expect(await names("ds/fluentdd", "-n", "logging")).toBe(
      'Error from server (NotFound): daemonsets.apps "fluentdd" not found; did you mean daemonset/fluentd in namespace logging?\n',
    );
  });

  it("reads it from stdin as well", async () => {
    const args = ["explain", "ds/fluentd", "-n", "logging", "--snapshot", "-"];
    expect((await run(args, { stdin: JSON.stringify(all) })).stdout).toMatch(sentence);
  });
});

describe("-o", () => {
  it.each(["table", "wide", "json", "yaml", "name"])("%s", async (format) => {
    const { stdout, exitCode } = await run(["explain", "ds/fluentd", ...inLogging, `-o${format}`]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("fluentd");
    expect(stdout.endsWith("\n") && !stdout.endsWith("\n\n")).toBe(true);
  });

  it("of a format that there is not", async () => {
    expect(await run(["explain", "ds/fluentd", ...inLogging, "-o", "jsno"])).toEqual({
      stdout: "",
      stderr:
        'error: unable to match a printer suitable for the output format "jsno", allowed formats are: table,wide,json,yaml,name; did you mean json?\n' +
        "See 'kubectl workload explain --help' for usage.\n",
      exitCode: 1,
    });
  });
});

describe("--snapshot", () => {
  it.each([
    ["a file that is not there", "/nonexistent/cluster.json", /^error: the path ".*" does not exist\n$/],
    ["a file that is none", join(import.meta.dirname, "run.ts"), /^error: .*: this is not a snapshot.*\n$/],
    ["a manifest", join(import.meta.dirname, "../../package.json"), /^error: .* not a Snapshot; .*-f\n$/],
  ])("of %s", async (_, path, message) => {
    const { stdout, stderr, exitCode } = await run(["explain", "ds/fluentd", "--snapshot", path]);
    expect([stdout, exitCode]).toEqual(["", 1]);
    expect(stderr).toMatch(message);
  });

  it("a DaemonSet that it does not hold: its namespace was listed, so it was not there", async () => {
    const { stderr, exitCode } = await run(["explain", "ds/loki", ...inLogging]);
    expect([stderr, exitCode]).toEqual([
      'Error from server (NotFound): daemonsets.apps "loki" not found\n',
      1,
    ]);
  });

  it("a DaemonSet of a namespace that it does not hold, of which nothing is known", async () => {
    const { stderr, exitCode } = await run(["explain", "ds/loki", ...inLogging, "-n", "grafana"]);
    expect([stderr, exitCode]).toEqual([
      "error: daemonset/loki: the snapshot does not hold the daemonsets.apps of namespace grafana\n",
      1,
    ]);
  });
});
