import { chmodSync, copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { TestCluster } from "../../cluster/connection.ts";
import { executable, kubectl, run } from "../../cluster/executable.ts";
import { test, testCluster } from "../../cluster/fixture.ts";
import { shellPath } from "./shells.ts";
import { Terminal } from "./terminal.ts";

/** A directory as krew leaves it: the plugin alone, until it installs its completion itself. */
const bin = mkdtempSync(join(tmpdir(), "kubectl-workload-bin-"));
const path = `${bin}${delimiter}${process.env["PATH"]}`;
let namespace = "";
let kubeconfig = "";

const pool = "completion-suite";
const pod = (app: string, more: object = {}) => ({
  metadata: { labels: { app } },
  spec: { nodeSelector: { pool }, containers: [{ name: app, image: `${app}:1` }], ...more },
});

async function objects(cluster: TestCluster): Promise<void> {
  const create = (resource: string, kind: string, name: string, spec: object) =>
    cluster.request("POST", `/apis/apps/v1/namespaces/${namespace}/${resource}`, {
      apiVersion: "apps/v1",
      kind,
      metadata: { name },
      spec: { selector: { matchLabels: { app: name } }, template: pod(name), ...spec },
    });
  await create("deployments", "Deployment", "grafana", {
    replicas: 1,
    template: pod("grafana", {
      volumes: [
        { name: "data", emptyDir: {} },
        { name: "config", configMap: { name: "grafana", optional: true } },
      ],
    }),
  });
  await create("deployments", "Deployment", "web", { replicas: 3 });
  await create("statefulsets", "StatefulSet", "postgres", { replicas: 2, serviceName: "postgres" });
  await create("daemonsets", "DaemonSet", "node-exporter", {
    template: pod("node-exporter", { nodeSelector: { none: "such" } }),
  });
  await cluster.request("POST", `/api/v1/namespaces/${namespace}/services`, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "postgres" },
    spec: { clusterIP: "None", selector: { app: "postgres" }, ports: [{ port: 5432 }] },
  });
  await cluster.request("POST", `/api/v1/namespaces/${namespace}/services`, {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web" },
    spec: { selector: { app: "web" }, ports: [{ port: 80 }] },
  });
  await cluster.waitFor("postgres and web to be ready", async () => {
    const ready = async (resource: string, name: string) => {
      const path = `/apis/apps/v1/namespaces/${namespace}/${resource}/${name}`;
      return (await cluster.request<{ status?: { readyReplicas?: number } }>("GET", path)).status
        ?.readyReplicas;
    };
    return (await ready("statefulsets", "postgres")) === 2 && (await ready("deployments", "web")) === 3;
  });
}

/** What real kubectl is told, once it has asked `kubectl_complete-workload`. */
async function completed(words: readonly string[], config = kubeconfig, env: NodeJS.ProcessEnv = {}) {
  const { stdout, stderr, exitCode } = await run("kubectl", ["__complete", "workload", ...words], {
    KUBECONFIG: config,
    PATH: path,
    ...env,
  });
  const lines = stdout.trimEnd().split("\n");
  return { offers: lines.slice(0, -1), directive: lines.at(-1), stderr, exitCode };
}

const inNamespace = () => ["-n", namespace];

describe("completion, through real kubectl, against a real cluster", () => {
  beforeAll(async () => {
    const cluster = testCluster();
    namespace = await cluster.createNamespace("completion");
    await cluster.createNode({ name: pool, labels: { pool } });
    kubeconfig = cluster.kubeconfigFor("reader");
    await objects(cluster);
    copyFileSync(executable, join(bin, "kubectl-workload"));
    const { stderr, exitCode } = await run(join(bin, "kubectl-workload"), ["completion", "install"], {
      PATH: path,
    });
    expect(stderr).toContain(`wrote: ${join(bin, "kubectl_complete-workload")}`);
    expect(exitCode).toBe(0);
  }, 120_000);
  afterAll(() => testCluster().request("DELETE", `/api/v1/namespaces/${namespace}`));

  test("offers verbs, flags and their values, kinds", async () => {
    const verbs = await completed([""]);
    expect(verbs.offers.map((line) => line.split("\t")[0])).toEqual(
      expect.arrayContaining([
        "explain",
        "convert",
        "finding",
        "snapshot",
        "version",
        "completion",
        "aliases",
      ]),
    );
    expect((await completed(["explain", ""])).offers).toEqual([
      "ds\tDaemonSet",
      "deploy\tDeployment",
      "po\tPod",
      "sts\tStatefulSet",
    ]);
    expect((await completed(["convert", "deploy/web", "--to", "s"])).offers).toEqual([
      expect.stringMatching(/^statefulset\t/),
    ]);
    expect((await completed(["convert", "deploy/web", "--to=d"])).offers).toEqual([
      expect.stringMatching(/^deployment\t/),
      expect.stringMatching(/^daemonset\t/),
    ]);
    expect((await completed(["explain", "--revision"])).offers).toHaveLength(2);
    expect(await completed(["explain", "-f", ""])).toMatchObject({
      offers: ["yaml", "yml", "json"],
      directive: ":8",
    });
  });

  test("offers the names of the kind that was typed, with what is ready of each", async () => {
    expect((await completed([...inNamespace(), "explain", "deploy/"])).offers).toEqual([
      "deploy/grafana\t1/1 ready",
      "deploy/web\t3/3 ready",
    ]);
    expect((await completed(["explain", ...inNamespace(), "deployments.apps", "w"])).offers).toEqual([
      "web\t3/3 ready",
    ]);
    expect((await completed(["explain", ...inNamespace(), "deploy", "web", ""])).offers).toEqual([
      "grafana\t1/1 ready",
    ]);
    expect((await completed(["explain", ...inNamespace(), "ds/"])).offers).toEqual([
      "ds/node-exporter\t0/0 ready",
    ]);
  });

  test("offers the pods of a StatefulSet by their ordinals", async () => {
    expect((await completed(["explain", ...inNamespace(), "po", "postgres-"])).offers).toEqual([
      "postgres-0\tRunning, ordinal 0, of StatefulSet postgres",
      "postgres-1\tRunning, ordinal 1, of StatefulSet postgres",
    ]);
    expect((await completed(["convert", ...inNamespace(), "pod/postgres-"])).offers).toEqual([
      "pod/postgres-0\tRunning, ordinal 0, of StatefulSet postgres",
      "pod/postgres-1\tRunning, ordinal 1, of StatefulSet postgres",
    ]);
  });

  test("offers namespaces, contexts, volumes, headless Services and revisions", async () => {
    const admin = testCluster().kubeconfigFor("admin");
    expect((await completed(["explain", "-n", "kube-"], admin)).offers).toEqual(
      expect.arrayContaining(["kube-public", "kube-system"]),
    );
    const context = (await kubectl(["config", "current-context"], kubeconfig)).stdout.trim();
    expect((await completed(["explain", "--context", ""])).offers).toEqual([context]);
    expect(await completed(["convert", ...inNamespace(), "deploy/grafana", "--volume", ""])).toMatchObject({
      offers: ["data="],
      directive: ":6",
    });
    expect(
      (await completed(["convert", ...inNamespace(), "deploy/grafana", "--volume", "data=t"])).offers,
    ).toEqual(["data=template"]);
    expect(
      (await completed(["convert", ...inNamespace(), "deploy/web", "--service-name", ""])).offers,
    ).toEqual(["postgres"]);
    expect((await completed(["explain", ...inNamespace(), "deploy/web", "--revision", ""])).offers).toEqual([
      "1\tweb:1",
    ]);
  });

  test("is silent where the user may not list, and where nothing is known", async () => {
    const forbidden = testCluster().kubeconfigFor("nobody");
    for (const words of [
      ["explain", ...inNamespace(), "ds/"],
      ["explain", "-n", ""],
      ["explain", "bogus/"],
      ["bogus", ""],
    ]) {
      expect(await completed(words, forbidden)).toMatchObject({ offers: [], directive: ":4", exitCode: 0 });
    }
    expect(await completed(["explain", "ds/"], "/nowhere/config")).toMatchObject({
      offers: [],
      directive: ":4",
    });
  });

  test("gives up after a second where the cluster does not answer, and says nothing", async () => {
    const silent = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    const { port } = silent.address() as { port: number };
    try {
      const words = ["__complete", "explain", "--server", `https://127.0.0.1:${port}`, "ds/"];
      const startedAt = performance.now();
      const ran = await run(join(bin, "kubectl-workload"), words, { KUBECONFIG: kubeconfig });
      expect(ran).toEqual({ stdout: ":4\n", stderr: "", exitCode: 0 });
      const took = performance.now() - startedAt;
      expect(took).toBeGreaterThan(900);
      expect(took).toBeLessThan(2500);
    } finally {
      silent.close();
    }
  });

  test("does not let a credential plugin speak, nor hold it up", async () => {
    const config = join(bin, "exec-config");
    const plugin = join(bin, "chatty-plugin");
    writeFileSync(plugin, "#!/bin/sh\necho please open your browser >&2\nexec sleep 20\n");
    chmodSync(plugin, 0o755);
    const { clusters, contexts } = JSON.parse(
      (await kubectl(["config", "view", "--raw", "--minify", "-o", "json"], kubeconfig)).stdout,
    );
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1",
      command: plugin,
      interactiveMode: "IfAvailable",
    };
    writeFileSync(
      config,
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        clusters,
        contexts: [{ name: "c", context: { cluster: contexts[0].context.cluster, user: "exec" } }],
        "current-context": "c",
        users: [{ name: "exec", user: { exec } }],
      }),
    );
    const startedAt = performance.now();
    const ran = await run(join(bin, "kubectl-workload"), ["__complete", "explain", "ds/"], {
      KUBECONFIG: config,
    });
    expect(ran).toEqual({ stdout: ":4\n", stderr: "", exitCode: 0 });
    expect(performance.now() - startedAt).toBeLessThan(2500);
  });

  test("answers about as soon as kubectl completes its own", { timeout: 120_000 }, async () => {
    const ours = () =>
      run(join(bin, "kubectl-workload"), ["__complete", "explain", ...inNamespace(), "deploy/"], {
        KUBECONFIG: kubeconfig,
      });
    const kubectls = () =>
      run("kubectl", ["__complete", "get", "deploy", ...inNamespace(), ""], { KUBECONFIG: kubeconfig });
    const times: [number, number][] = [];
    for (let round = 0; round < 11; round += 1) times.push([await took(ours), await took(kubectls)]);
    const median = (at: 0 | 1) => times.map((pair) => pair[at]).sort((a, b) => a - b)[5] ?? Number.NaN;
    expect(median(0) / median(1)).toBeLessThan(1.5);
  });

  test("in bash", { timeout: 120_000 }, async () => {
    const shell = await Terminal.open(
      "bash",
      "source <(kubectl-workload completion bash); source <(kubectl-workload aliases bash)",
      { PATH: path, KUBECONFIG: kubeconfig },
    );
    try {
      expect(await shell.line(`kubectl-workload -n ${namespace} explain deploy/gr\t`)).toBe(
        `kubectl-workload -n ${namespace} explain deploy/grafana `,
      );
      expect(await shell.line(`kwe -n ${namespace} sts\t/\t`)).toBe(`kwe -n ${namespace} sts/postgres `);
      expect(await shell.line(`kwc -n ${namespace} deploy/web --to=sta\t--volume data=te\t`)).toBe(
        `kwc -n ${namespace} deploy/web --to=statefulset --volume data=template`,
      );
      expect(await shell.line("kw exp\t")).toBe("kw explain ");
      expect(await shell.line("kwe -f ./example\tman\tflu\t")).toBe(
        "kwe -f ./examples/manifests/fluentd.yaml ",
      );
      expect(await shell.offers(`kwe -n ${namespace} deploy \t\t`)).toMatch(/grafana +\(1\/1 ready\)/);
      // What is typed is never run.
      expect(await shell.line(`kwe -n "$(touch ${bin}/touched)" deploy/gr\t`)).toContain("deploy/gr");
      expect(() => readFileSync(`${bin}/touched`)).toThrow("ENOENT");
      await shell.run(`kwe -n ${namespace} deploy/web`, /Deployment \S+\/web is available, 3 of 3/);
    } finally {
      shell.close();
    }
  });

  test("in zsh, where kubectl's own completion asks for it", { timeout: 120_000 }, async () => {
    const shell = await Terminal.open(
      "zsh",
      "source <(kubectl completion zsh); source <(kubectl-workload completion zsh); source <(kubectl-workload aliases zsh)",
      { PATH: path, KUBECONFIG: kubeconfig },
    );
    try {
      expect(await shell.line(`kubectl workload -n ${namespace} explain deploy/gr\t`)).toBe(
        `kubectl workload -n ${namespace} explain deploy/grafana `,
      );
      expect(await shell.line(`kubectl-workload -n ${namespace} explain deploy/gr\t`)).toBe(
        `kubectl-workload -n ${namespace} explain deploy/grafana `,
      );
      expect(await shell.line(`kwe -n ${namespace} sts\t/\t`)).toBe(`kwe -n ${namespace} sts/postgres `);
      expect(await shell.line(`kwc -n ${namespace} deploy/web --to=sta\t--volume data=te\t`)).toBe(
        `kwc -n ${namespace} deploy/web --to=statefulset --volume data=template`,
      );
      expect(await shell.line("kwe -f ./example\tman\tflu\t")).toBe(
        "kwe -f ./examples/manifests/fluentd.yaml ",
      );
      expect(await shell.offers(`kwe -n ${namespace} deploy \t`)).toMatch(/grafana +-- 1\/1 ready/);
      await shell.run(`kwe -n ${namespace} deploy/web`, /Deployment \S+\/web is available, 3 of 3/);
    } finally {
      shell.close();
    }
  });

  test("in zsh, from a directory of fpath, at the first Tab", { timeout: 120_000 }, async () => {
    const { stdout } = await run(join(bin, "kubectl-workload"), ["completion", "zsh"], {});
    writeFileSync(join(bin, "_kubectl-workload"), stdout);
    const shell = await Terminal.open("zsh", `fpath=(${bin} $fpath); compinit -i -D`, { PATH: path });
    try {
      expect(await shell.line("kubectl-workload expl\t")).toBe("kubectl-workload explain ");
    } finally {
      shell.close();
    }
  });

  test("in fish", { timeout: 120_000 }, async () => {
    const asked = async (line: string) => {
      const script = `kubectl-workload completion fish | source; kubectl-workload aliases fish | source; complete -C '${line}'`;
      const { stdout } = await run(shellPath("fish"), ["--no-config", "-c", script], {
        PATH: path,
        KUBECONFIG: kubeconfig,
      });
      return stdout.trimEnd().split("\n");
    };
    expect(await asked(`kubectl-workload -n ${namespace} explain deploy/`)).toEqual([
      "deploy/grafana\t1/1 ready",
      "deploy/web\t3/3 ready",
    ]);
    expect(await asked(`kwe -n ${namespace} sts/`)).toEqual(["sts/postgres\t2/2 ready"]);
    expect(await asked(`kwe -n "${namespace}" "sts/`)).toEqual(["sts/postgres\t2/2 ready"]);
    expect(await asked("kwc deploy/web --to=sta")).toEqual([expect.stringMatching(/^--to=statefulset\t/)]);
    expect(await asked("kwe -f ./examples/manifests/f")).toEqual(["./examples/manifests/fluentd.yaml"]);
  });
});

async function took(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
