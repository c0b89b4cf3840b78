import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { pairs } from "../../src/conversions/index.ts";
import type { TargetKind } from "../../src/explanation/conversion.ts";
import type { Fields } from "../../src/rules/pods/templateFields.ts";
import { parseYaml } from "../../src/text/yaml/parseYaml.ts";
import { kubectl, workload } from "../cluster/executable.ts";
import { testCluster } from "../cluster/fixture.ts";
import { createRandom } from "../cluster/placement/random.ts";
import { fluentd, grafana, postgres } from "./converted.ts";
import { generated } from "./generate.ts";

const seed = process.env["SEED"] || randomBytes(4).toString("hex");
const casesOfPair = 20;
const plural = { DaemonSet: "daemonsets", Deployment: "deployments", StatefulSet: "statefulsets" } as const;

interface Case {
  readonly name: string;
  readonly from: TargetKind;
  readonly to: TargetKind;
  readonly index: number;
  /** It is applied, beside the old one, and has to become ready. */
  readonly applied: boolean;
}

const cases: readonly Case[] = pairs.flatMap(({ from, to }) =>
  Array.from({ length: casesOfPair }, (_, index) => ({
    name: `${from}-${to}-${index}`.toLowerCase(),
    from,
    to,
    index,
    applied: index % 3 === 0,
  })),
);

/**
 * Converted by the built plugin as somebody who may only read, judged by the API server and by the controllers.
 */
describe.skipIf(!inject("cluster").managed)(`conversions of live workloads, SEED=${seed}`, () => {
  const cluster = testCluster();
  const pool = `convert-${seed}`;
  const nodes = Array.from({ length: 4 }, (_, index) => `node-${pool}-${index}`);
  let namespace = "";

  beforeAll(async () => {
    await cluster.createNodes(nodes.length, (index) => ({
      name: nodes[index] ?? "",
      labels: { pool },
      capacity: { cpu: "1000", memory: "1Ti", pods: "500" },
    }));
    namespace = await cluster.createNamespace("convert");
    await cluster.request("POST", `/api/v1/namespaces/${namespace}/persistentvolumeclaims`, {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "uploads" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    });
    await eachOf(cases, async (one) => {
      const path = `/apis/apps/v1/namespaces/${namespace}/${plural[one.from]}`;
      await cluster.request("POST", path, manifestOf(one, namespace, pool));
    });
  }, 120_000);

  afterAll(async () => {
    await cluster.request("DELETE", `/api/v1/namespaces/${namespace}`);
    await cluster.waitFor("the pods to go", async () => {
      const path = `/api/v1/namespaces/${namespace}/pods`;
      return (await cluster.request<{ items: readonly unknown[] }>("GET", path)).items.length === 0;
    });
    await cluster.deleteNodes(nodes);
  }, 120_000);

  it.each(pairs.map(({ from, to }) => [from, to] as const))(
    "a %s as a %s is taken by the API server, and is what kubectl reads",
    { timeout: 300_000 },
    async (from, to) => {
      const ofPair = cases.filter((one) => one.from === from && one.to === to);
      expect(ofPair.length).toBeGreaterThanOrEqual(20);
      await eachOf(ofPair, async (one) => {
        const { manifest, objects } = await convertedTo(one, to);
        const dryRun = await kubectlWith(manifest, [
          "apply",
          "--dry-run=server",
          "--validate=strict",
          "-f",
          "-",
        ]);
        expect(dryRun, `${one.name}\n${manifest}`).toMatchObject({ exitCode: 0 });
        expect(dryRun.stderr, one.name).not.toMatch(/warning/i);
        const read = await kubectlWith(manifest, ["create", "--dry-run=client", "-o", "json", "-f", "-"]);
        expect(readAll(read.stdout), one.name).toEqual(objects);
      });
    },
  );

  it("compares with what somebody would have written: applied, it changes nothing", {
    timeout: 300_000,
  }, async () => {
    await eachOf(cases, async (one) => {
      const { manifest, objects } = await convertedTo(one, one.from);
      expect(objects).toHaveLength(1);
      const diff = await kubectlWith(manifest, ["diff", "-f", "-"]);
      expect(diff, `${one.name}\n${manifest}`).toMatchObject({ exitCode: 0, stdout: "" });
    });
  });

  it("runs, beside the old one", { timeout: 300_000 }, async () => {
    const applied = cases.filter((one) => one.applied);
    expect(applied.length).toBeGreaterThanOrEqual(cases.length / 3);
    await eachOf(applied, async (one) => {
      const { manifest } = await convertedTo(one, one.to, ["--name", `${one.name}-new`]);
      const { exitCode, stderr } = await kubectlWith(manifest, ["apply", "-f", "-"]);
      expect(exitCode, `${one.name}: ${stderr}`).toBe(0);
      await cluster.waitFor(
        `${one.name}-new to be ready, SEED=${seed}`,
        async () =>
          isReady(
            await cluster.request(
              "GET",
              `/apis/apps/v1/namespaces/${namespace}/${plural[one.to]}/${one.name}-new`,
            ),
          ),
        120_000,
      );
    });
  });

  async function convertedTo({ from, name }: Case, to: TargetKind, flags: readonly string[] = []) {
    const args = [
      "convert",
      `${from.toLowerCase()}/${name}`,
      "-n",
      namespace,
      "--to",
      to.toLowerCase(),
      ...flags,
    ];
    const ran = await workload([...args, "-o", "yaml"], cluster.kubeconfigFor("reader"));
    expect(ran.exitCode, name).toBe(0);
    // What is left to decide, or wrong with the manifests; nothing else.
    expect(ran.stderr, name).toMatch(/^(warning: (\S+ \S+ is not decided|[A-Z]\w+): .*\n)*$/);
    const json = await workload([...args, "-o", "json"], cluster.kubeconfigFor("reader"));
    const { objects } = JSON.parse(json.stdout) as { objects: readonly Fields[] };
    expect(parseYaml(ran.stdout).map(({ value }) => value)).toEqual(objects);
    return { manifest: ran.stdout, objects };
  }

  function kubectlWith(input: string, args: readonly string[]) {
    return kubectl(args, cluster.kubeconfig, input);
  }
});

const handMade = { DaemonSet: fluentd, Deployment: grafana, StatefulSet: postgres } as const;

/** Two of a pair are as somebody would write them, the others by chance. */
function written({ name, from, to, index }: Case, namespace: string): Fields {
  if (index > 1) return generated(from, name, namespace, createRandom(seed, from, to, name));
  const uploads = { name: "uploads", persistentVolumeClaim: { claimName: "uploads" } };
  const object =
    index === 0
      ? handMade[from]()
      : handMade[from]({ minReadySeconds: 1 }, { volumes: [uploads, ...varlog] });
  return {
    ...object,
    metadata: { ...(object["metadata"] as Fields), name, namespace },
    spec: labelled(object, name),
  };
}

const varlog = [{ hostPath: { path: "/var/log" }, name: "varlog" }];

/** With a selector of its own: several of them are in one namespace. */
function labelled(object: Fields, name: string): Fields {
  const spec = object["spec"] as Fields & { readonly template: Fields };
  const labels = { "app.kubernetes.io/instance": name };
  return { ...spec, selector: { matchLabels: labels }, template: { ...spec.template, metadata: { labels } } };
}

/** On nodes of its own, with claims that can be bound, and at least one pod where it has to run. */
function manifestOf(one: Case, namespace: string, pool: string): Fields {
  const object = written(one, namespace) as {
    readonly spec: Fields & {
      readonly template: { readonly spec: Fields };
      readonly volumeClaimTemplates?: readonly Fields[];
    };
  };
  const templates = object.spec.volumeClaimTemplates?.map((template) => {
    const { storageClassName: _, ...spec } = template["spec"] as Fields;
    return { ...template, spec };
  });
  const { template } = object.spec;
  return {
    ...object,
    spec: {
      ...object.spec,
      ...(one.applied && object.spec["replicas"] === 0 && { replicas: 1 }),
      template: { ...template, spec: { ...template.spec, nodeSelector: { pool } } },
      ...(templates && { volumeClaimTemplates: templates }),
    },
  };
}

function isReady({
  spec,
  status,
  metadata,
}: {
  spec: { replicas?: number };
  metadata: { generation: number };
  status?: Fields;
}): boolean {
  if (status?.["observedGeneration"] !== metadata.generation) return false;
  const wanted = spec.replicas ?? (status["desiredNumberScheduled"] as number);
  return ((status["readyReplicas"] ?? status["numberReady"] ?? 0) as number) === wanted;
}

/** kubectl prints one JSON text behind the other. */
function readAll(text: string): readonly unknown[] {
  return text.split(/(?<=^\})\n(?=\{)/m).map((one) => JSON.parse(one) as unknown);
}

async function eachOf<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
}
