import { readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { parse } from "yaml";
import type { Conversion } from "../../src/explanation/conversion.ts";
import type { TestCluster } from "../cluster/connection.ts";
import { kubectl, workload } from "../cluster/executable.ts";
import { test } from "../cluster/fixture.ts";
import { clusterRoleObjects, type PolicyRule } from "../cluster/users.ts";

const labels = { app: "grafana" };
const container = {
  name: "grafana",
  image: "grafana:12.3",
  ports: [{ name: "http", containerPort: 3000 }],
};

/** @param volumes none: what has no data */
function grafana(kind: string, volumes: readonly object[] = []): object {
  return {
    apiVersion: "apps/v1",
    kind,
    metadata: { name: "grafana" },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container], volumes } },
    },
  };
}

const withClaim = [{ name: "data", persistentVolumeClaim: { claimName: "grafana-data" } }];

async function create(cluster: TestCluster, namespace: string, kind: string, volumes?: readonly object[]) {
  const path = `/apis/apps/v1/namespaces/${namespace}/${kind.toLowerCase()}s`;
  await cluster.request("POST", path, grafana(kind, volumes));
}

/** With all that a conversion looks at beside it. */
async function stage(cluster: TestCluster, namespace: string, kind: string): Promise<void> {
  const post = (path: string, object: object) =>
    cluster.request("POST", path.replace("NS", `namespaces/${namespace}`), object);
  await post("/api/v1/NS/persistentvolumeclaims", {
    metadata: { name: "grafana-data" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
  });
  await post("/api/v1/NS/services", {
    metadata: { name: "grafana" },
    spec: { selector: labels, ports: [{ port: 80, targetPort: "http" }] },
  });
  await post("/apis/policy/v1/NS/poddisruptionbudgets", {
    metadata: { name: "grafana" },
    spec: { selector: { matchLabels: labels }, maxUnavailable: 1 },
  });
  await post("/apis/autoscaling/v2/NS/horizontalpodautoscalers", {
    metadata: { name: "grafana" },
    spec: { scaleTargetRef: { apiVersion: "apps/v1", kind, name: "grafana" }, maxReplicas: 3 },
  });
  await create(cluster, namespace, kind, withClaim);
}

const requestLine = /^([A-Z]+) https:\/\/[^/]+(\/\S*) (\d{3}) .* in \d+ milliseconds$/;

/** What `-v=6` logs, without the version, for which nothing waits. */
function requestsIn(stderr: string): readonly string[] {
  return stderr
    .trim()
    .split("\n")
    .map((line) => requestLine.exec(line))
    .map((found) => (found === null ? "not a request" : `${found[1]} ${found[2]}`))
    .filter((request) => request !== "GET /version");
}

describe("what a conversion asks of the API server", () => {
  test("without references, of a Deployment without claims: the Deployment", async ({
    cluster,
    namespace,
  }) => {
    await create(cluster, namespace, "Deployment");
    const asked = async (to: string) => {
      const args = ["convert", "deploy/grafana", "-n", namespace, "--to", to, "--references=false", "-v=6"];
      const { stderr, exitCode } = await workload(args, cluster.kubeconfigFor("reader"));
      expect(exitCode).toBe(1);
      return requestsIn(stderr);
    };
    const own = `GET /apis/apps/v1/namespaces/${namespace}/deployments/grafana`;
    expect(await asked("daemonset")).toEqual([own]);
    // Of a StatefulSet, whether a headless Service fits already.
    const services = `GET /api/v1/namespaces/${namespace}/services?limit=500`;
    expect([...(await asked("statefulset"))].sort()).toEqual([services, own].sort());
  });

  test("with them: gets and lists, none twice, of its own namespace and of nodes", async ({
    cluster,
    namespace,
    skip,
  }) => {
    await stage(cluster, namespace, "Deployment");
    for (const to of ["statefulset", "daemonset"]) {
      for (const format of ["diff", "runbook", "json"]) {
        const args = ["convert", "deploy/grafana", "-n", namespace, "--to", to, "-o", format, "-v=6"];
        const { stderr, exitCode } = await workload(args, cluster.kubeconfigFor("reader"));
        expect(exitCode).toBe(format === "diff" ? 1 : 0);
        const requests = requestsIn(stderr);
        expect(requests.filter((request) => !request.startsWith("GET "))).toEqual([]);
        expect(new Set(requests).size).toBe(requests.length);
        const elsewhere = requests.filter((request) => !request.includes(`/namespaces/${namespace}/`));
        const nodes = to === "daemonset" ? ["GET /api/v1/nodes?limit=500"] : [];
        expect(
          elsewhere.filter((request) => !/^GET \/(apis|api\/v1\/persistentvolumes\/[^/]+)$/.test(request)),
        ).toEqual(nodes);
      }
    }
    if (!cluster.managed) skip("an existing cluster gives no audit log");
    const events = await cluster.auditEventsOfAgent("kubectl-workload/");
    const own = events.filter(({ objectRef }) => objectRef?.namespace === namespace);
    expect(new Set(own.map(({ verb }) => verb))).toEqual(new Set(["get", "list"]));
  });

  test("for a name that is not there: what there is, to suggest it", async ({ cluster, namespace }) => {
    await create(cluster, namespace, "Deployment");
    const args = ["convert", "deploy/grafanna", "-n", namespace, "--to", "ds", "--references=false"];
    expect(await workload(args, cluster.kubeconfigFor("reader"))).toEqual({
      stdout: "",
      stderr: `Error from server (NotFound): deployments.apps "grafanna" not found; did you mean deployment/grafana in namespace ${namespace}?\n`,
      exitCode: 2,
    });
  });
});

describe("--validate=server", () => {
  const convert = (cluster: TestCluster, namespace: string, ...args: readonly string[]) =>
    workload(
      ["convert", "-n", namespace, "--references=false", "--validate=server", ...args],
      cluster.kubeconfigFor("admin"),
    );

  /** What the API server recorded beyond reads, and that all of it was dry. */
  async function tried(cluster: TestCluster, namespace: string): Promise<readonly string[]> {
    const events = await cluster.auditEventsOfAgent("kubectl-workload/");
    const written = events.filter(
      ({ objectRef, verb }) => objectRef?.namespace === namespace && !["get", "list"].includes(verb),
    );
    for (const { requestURI } of written) {
      expect(new URL(requestURI, "https://server").searchParams.getAll("dryRun")).toEqual(["All"]);
    }
    return written.map(({ verb, objectRef }) => `${verb} ${objectRef?.resource}`);
  }

  test("tries in dry runs alone, shows nothing of what is accepted, and stores nothing", async ({
    cluster,
    namespace,
    skip,
  }) => {
    if (!cluster.managed) skip("an existing cluster gives no audit log");
    await create(cluster, namespace, "Deployment");
    const { stdout, exitCode } = await convert(cluster, namespace, "deploy/grafana", "--to", "sts");
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain("refused");
    expect(await tried(cluster, namespace)).toEqual(["create statefulsets", "create services"]);
    const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets`;
    expect((await cluster.request<{ items: unknown[] }>("GET", path)).items).toEqual([]);
  });

  test("where the object is there, tries to apply it", async ({ cluster, namespace, skip }) => {
    if (!cluster.managed) skip("an existing cluster gives no audit log");
    await create(cluster, namespace, "Deployment");
    await create(cluster, namespace, "DaemonSet");
    const { stdout } = await convert(cluster, namespace, "deploy/grafana", "--to", "ds");
    expect(stdout).not.toContain("refused");
    expect(await tried(cluster, namespace)).toEqual(["create daemonsets", "patch daemonsets"]);
  });

  test("shows at its line what is refused", async ({ cluster, namespace }) => {
    const file = join(await mkdtemp(join(tmpdir(), "kubectl-workload-")), "grafana.yaml");
    const manifest = `apiVersion: apps/v1
kind: Deployment
metadata: {name: grafana}
spec:
  selector: {matchLabels: {app: grafana}}
  template:
    metadata: {labels: {app: grafana}}
    spec:
      containers:
        - name: grafana
          image: grafana:12.3
          ports:
            - containerPort: 3000
              name: HTTP_web
`;
    await writeFile(file, manifest);
    const badName = await convert(cluster, namespace, "-f", file, "--to", "ds", "-U", "20");
    expect(badName.exitCode).toBe(1);
    expect(badName.stdout).toMatch(/\n\+ +# refused: Invalid value: "HTTP_web": .*\n {15}name: HTTP_web\n/);

    await writeFile(
      file,
      manifest.replace("HTTP_web", "http").replace("image:", "imagePullPolcy: Never\n          image:"),
    );
    const unknown = await convert(cluster, namespace, "-f", file, "--to", "ds", "-U", "20");
    expect(unknown.exitCode).toBe(1);
    expect(unknown.stdout).toMatch(
      /\n\+ *# refused: .*unknown field "spec\.template\.spec\.containers\[0\]\.imagePullPolcy"/,
    );
  });

  test("what it accepts is applied as it is printed", async ({ cluster, namespace }) => {
    await create(cluster, namespace, "Deployment");
    const args = ["deploy/grafana", "--to", "ds", "-o", "yaml"];
    const { stdout, exitCode } = await convert(cluster, namespace, ...args);
    expect(exitCode).toBe(0);
    const applied = await kubectl(
      ["apply", "-n", namespace, "-f", "-"],
      cluster.kubeconfigFor("admin"),
      stdout,
    );
    expect(applied).toMatchObject({ stdout: "daemonset.apps/grafana created\n", exitCode: 0 });
  });

  test("who may not create gets the server's words on stderr, and no mark: it says nothing of the manifest", async ({
    cluster,
    namespace,
  }) => {
    await create(cluster, namespace, "Deployment");
    const args = ["convert", "deploy/grafana", "-n", namespace, "--to", "ds", "--validate=server"];
    const { stdout, stderr, exitCode } = await workload(args, cluster.kubeconfigFor("reader"));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/daemonsets\.apps (".*" )?is forbidden: User "reader" cannot create /);
    expect(stdout).toContain("+kind: DaemonSet\n");
    expect(stdout).not.toContain("# refused");
  });
});

describe("what a conversion may read", () => {
  /** A user with these rights, once they are in force. */
  async function gapsWith(
    cluster: TestCluster,
    namespace: string,
    rules: readonly PolicyRule[],
    args: readonly string[],
  ): Promise<Conversion["gaps"]> {
    const name = `convert-${namespace}`;
    const { role, binding } = clusterRoleObjects(name, rules, { kind: "User", name });
    await cluster.request("POST", "/apis/rbac.authorization.k8s.io/v1/clusterroles", role);
    await cluster.request("POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", binding);
    const all = ["convert", ...args, "-n", namespace, "-o", "json", "--as", name];
    return cluster.waitFor("the role to be in force", async () => {
      const { stdout, exitCode } = await workload(all, cluster.kubeconfigFor("admin"));
      return exitCode === 0 ? (JSON.parse(stdout) as Conversion).gaps : undefined;
    });
  }

  const readme = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8");
  const [, yaml = ""] = /```yaml\n(apiVersion: rbac[\s\S]*?)```/.exec(readme) ?? [];
  const { rules } = parse(yaml) as { rules: readonly PolicyRule[] };

  for (const [kind, short, to] of [
    ["Deployment", "deploy", "sts"],
    ["Deployment", "deploy", "ds"],
    ["DaemonSet", "ds", "deploy"],
  ] as const) {
    test(`${kind} to ${to}: the README's ClusterRole leaves no gap`, async ({ cluster, namespace, skip }) => {
      if (!cluster.managed) skip("makes a ClusterRole, which an existing cluster may not want");
      await stage(cluster, namespace, kind);
      expect(await gapsWith(cluster, namespace, rules, [`${short}/grafana`, "--to", to])).toEqual([]);
    });
  }

  test("what is forbidden is a gap with its name, and what it costs", async ({
    cluster,
    namespace,
    skip,
  }) => {
    if (!cluster.managed) skip("makes a ClusterRole, which an existing cluster may not want");
    await stage(cluster, namespace, "Deployment");
    const own: PolicyRule = { apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] };
    const gaps = await gapsWith(cluster, namespace, [own], ["deploy/grafana", "--to", "ds"]);
    const named = gaps.map(({ verb, resource, reason }) => `${reason}: ${verb} ${resource}`);
    expect(named).toEqual(
      expect.arrayContaining([
        "Forbidden: list nodes",
        "Forbidden: list services",
        "Forbidden: list horizontalpodautoscalers.autoscaling",
        "Forbidden: list poddisruptionbudgets.policy",
        "Forbidden: list persistentvolumeclaims",
      ]),
    );
    expect(gaps.every(({ effect, rule }) => (effect ?? "") !== "" && rule !== undefined)).toBe(true);
  });
});
