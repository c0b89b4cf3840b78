import { afterAll, beforeAll, describe, expect } from "vitest";
import { type Right, rightsOfRoles, ruleOf, wordsOf, wordsOfRequest } from "./clusterRole/rights.ts";
import { stage } from "./clusterRole/stage.ts";
import { type Ran, workload } from "./executable.ts";
import { test, testCluster } from "./fixture.ts";

/**
 * Runs after the other suites, whose readers may not read what is installed here. The two roles are bound to a group,
 * and each command runs as a user of its own in it, so that the API server's record tells who asked for what.
 */
const commands: readonly (readonly string[])[] = [
  ["explain", "ds,deploy,sts"],
  ["explain", "ds/fluentd"],
  ["explain", "deploy/grafana"],
  ["explain", "sts/loki"],
  ["explain", "sts/postgres"],
  ["explain", "-f", "examples/manifests/fluentd.yaml"],
  ["snapshot", "ds,deploy,sts"],
  ["convert", "ds/fluentd", "--to", "deploy"],
  ["convert", "ds/fluentd", "--to", "sts"],
  ["convert", "deploy/grafana", "--to", "sts"],
  ["convert", "deploy/grafana", "--to", "ds"],
  ["convert", "rs/tempo", "--to", "deploy"],
  ["convert", "rc/mimir", "--to", "deploy"],
  ["convert", "pod/alloy", "--to", "sts"],
  ["version"],
  ["__complete", "explain", "-n", ""],
  ["__complete", "explain", "ds/"],
  ["__complete", "explain", "deploy/"],
  ["__complete", "explain", "sts/"],
  ["__complete", "explain", "deploy/grafana", "--revision", ""],
  ["__complete", "convert", "rs/"],
  ["__complete", "convert", "rc/"],
  ["__complete", "convert", "pod/"],
  ["__complete", "convert", "deploy/grafana", "--volume", ""],
  ["__complete", "convert", "deploy/grafana", "--to", "sts", "--service-name", ""],
];
/** What takes the second role. */
const commandsOfConfigMaps: readonly (readonly string[])[] = [
  ["convert", "sts/loki", "--to", "deploy"],
  ["convert", "sts/loki", "--to", "ds"],
];

const roles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
const cluster = testCluster();
const rights = rightsOfRoles.get("kubectl-workload") ?? [];
const rightsOfConfigMaps = rightsOfRoles.get("kubectl-workload-configmaps") ?? [];
let namespace = "";
let ran: ReadonlyMap<readonly string[], Ran> = new Map();
/** What was asked for: each right in words, with the first command that made use of it and all status codes. */
const asked = new Map<string, { readonly command: readonly string[]; readonly codes: Set<number> }>();

beforeAll(async () => {
  if (!cluster.managed) return;
  namespace = await cluster.createNamespace("role");
  await stage(cluster, namespace);
  await bind(rights);
  const runs = new Map<readonly string[], Ran>();
  for (const [index, command] of commands.entries()) runs.set(command, await run(command, index));
  await put([...rights, ...rightsOfConfigMaps], rightsOfConfigMaps[0]);
  for (const [index, command] of commandsOfConfigMaps.entries()) {
    runs.set(command, await run(command, commands.length + index));
  }
  ran = runs;
  const all = [...commands, ...commandsOfConfigMaps];
  for (const event of await cluster.auditEventsOfAgent("kubectl-workload/")) {
    const [group, index] = event.impersonatedUser?.username.split("/") ?? [];
    const words = wordsOfRequest(event);
    const command = all[Number(index)];
    if (group !== namespace || words === undefined || command === undefined) continue;
    if (!asked.has(words)) asked.set(words, { command, codes: new Set() });
    asked.get(words)?.codes.add(event.responseStatus?.code ?? 0);
  }
}, 120_000);

afterAll(async () => {
  if (namespace !== "") await cluster.request("DELETE", `/api/v1/namespaces/${namespace}`);
});

describe.skipIf(!cluster.managed)("the ClusterRole of the README", () => {
  test("is enough for every verb and kind: nothing fails, nothing is a gap", () => {
    for (const [command, { stdout, stderr, exitCode }] of ran) {
      expect({ command, stderr, exitCode }).toEqual({ command, stderr: "", exitCode: 0 });
      if (["explain", "convert"].includes(command[0] ?? ""))
        expect(gapsIn(stdout), command.join(" ")).toEqual([]);
    }
    const refused = [...asked].filter(([, { codes }]) => codes.has(403) || codes.has(401));
    expect(refused.map(([words]) => words)).toEqual([]);
  });

  test("has no right that no command asks for, and no command asks for more", () => {
    expect([...asked.keys()].sort()).toEqual([...rights, ...rightsOfConfigMaps].map(wordsOf).sort());
  });

  test.for(rights.map((right) => [wordsOf(right), right] as const))(
    "is missed without the right to %s",
    { timeout: 30_000 },
    async ([words, right]) => {
      const { command = [] } = asked.get(words) ?? {};
      const before = ran.get(command);
      const others = [...rights, ...rightsOfConfigMaps].filter((other) => other !== right);
      await put(others, right);
      const { stdout, stderr } = await run(command, commands.indexOf(command));
      await put([...others, right], right);
      if (command[0] === "__complete") {
        expect(stdout.split("\n").length).toBeLessThan(before?.stdout.split("\n").length ?? 0);
      } else {
        const said = `${stdout}${stderr}`;
        expect(said).toMatch(/forbidden/i);
        expect(said).toContain(right.resource);
        expect(before?.stdout).not.toMatch(/forbidden/i);
      }
    },
  );

  test("and a StatefulSet is converted without listing ConfigMaps, with that as its one gap", async () => {
    await put(rights, rightsOfConfigMaps[0]);
    const [command = []] = commandsOfConfigMaps;
    const { stdout, exitCode } = await run(command, commands.length);
    expect(exitCode).toBe(0);
    expect(gapsIn(stdout)).toMatchObject([{ resource: "configmaps", verb: "list", reason: "Forbidden" }]);
  });
});

function run(command: readonly string[], index: number): Promise<Ran> {
  const who = ["-n", namespace, "--as", `${namespace}/${index}`, "--as-group", namespace];
  const [verb = "", ...rest] = command;
  // A shell completes after the flags; for all others JSON, which has the gaps.
  const json = ["explain", "convert"].includes(verb) ? ["-o", "json"] : [];
  const args = verb === "__complete" ? [verb, ...who, ...rest] : [...command, ...json, ...who];
  return workload(args, cluster.kubeconfig);
}

function gapsIn(stdout: string): readonly object[] {
  const document = JSON.parse(stdout) as { readonly gaps?: object[]; readonly items?: { gaps: object[] }[] };
  return document.gaps ?? document.items?.flatMap(({ gaps }) => gaps) ?? [];
}

async function bind(granted: readonly Right[]): Promise<void> {
  const apiGroup = "rbac.authorization.k8s.io";
  const metadata = { name: namespace };
  await cluster.request("POST", roles, { metadata, rules: granted.map(ruleOf) });
  await cluster.request("POST", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {
    metadata,
    roleRef: { apiGroup, kind: "ClusterRole", name: namespace },
    subjects: [{ apiGroup, kind: "Group", name: namespace }],
  });
  await inForce(granted[0], true);
}

async function put(granted: readonly Right[], changed: Right | undefined): Promise<void> {
  const role = { metadata: { name: namespace }, rules: granted.map(ruleOf) };
  await cluster.request("PUT", `${roles}/${namespace}`, role);
  await inForce(changed, changed !== undefined && granted.includes(changed));
}

/** Rights change a moment after their role. */
async function inForce(right: Right | undefined, allowed: boolean): Promise<void> {
  if (right === undefined) throw new Error("there is no right to wait for");
  const { verb, group, resource, name } = right;
  const spec = { user: "somebody", groups: [namespace], resourceAttributes: { verb, group, resource, name } };
  await cluster.waitFor(`${wordsOf(right)} to be ${allowed ? "allowed" : "refused"}`, async () => {
    const path = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    const review = await cluster.request<{ status: { allowed: boolean } }>("POST", path, { spec });
    return review.status.allowed === allowed;
  });
}
