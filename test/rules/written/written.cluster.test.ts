import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { KubeObject } from "../../../src/kube/objects.ts";
import type { Fields } from "../../../src/rules/pods/templateFields.ts";
import { asWritten } from "../../../src/rules/written/written.ts";
import { kubectl } from "../../cluster/executable.ts";
import { test, testCluster } from "../../cluster/fixture.ts";
import { seedVariable } from "../../cluster/placement/report.ts";
import { containerFeatures, specFeatures, volumeFeatures } from "./features.ts";
import { type Case, casesOf, type Manifest } from "./manifests.ts";
import { type Kind, workloadFeatures } from "./workloadFeatures.ts";

const seed = process.env[seedVariable] || randomBytes(4).toString("hex");
const caseCount = 132;
const cases = casesOf(seed, caseCount);

/** A live object, and the manifest that it should come to. */
interface Sent {
  readonly by: "POST" | "client-side apply" | "server-side apply" | "every default written out";
  readonly expected: Manifest;
  readonly live: Live;
}

type Live = KubeObject & { readonly kind: string; readonly spec: Fields };

describe(`objects as they were written, ${seedVariable}=${seed}`, { timeout: 180_000 }, () => {
  const { request } = testCluster();
  let namespace: string;
  let sent: readonly Sent[] = [];

  beforeAll(async () => {
    process.stderr.write(`as written, ${seedVariable}=${seed}\n`);
    namespace = await testCluster().createNamespace("written");
    const first = await sendInTurn(namespace);
    sent = [...first, ...(await sendWrittenOut(namespace, first))];
  }, 180_000);
  afterAll(() => request("DELETE", `/api/v1/namespaces/${namespace}`));

  test("are of every kind, feature and way of sending", () => {
    const used = new Set(cases.flatMap(({ features }) => features));
    const names = [
      ...[...containerFeatures, ...specFeatures, ...volumeFeatures].map(({ name }) => name),
      ...Object.entries(workloadFeatures).flatMap(([kind, all]) => all.map(({ name }) => `${kind}: ${name}`)),
    ];
    expect(names.filter((name) => !used.has(name))).toEqual([]);
    const count = Object.entries(Object.groupBy(sent, ({ by }) => by)).map(([by, all]) => [by, all?.length]);
    const third = caseCount / 3;
    expect(Object.fromEntries(count)).toEqual({
      POST: third,
      "client-side apply": third,
      "server-side apply": third,
      "every default written out": caseCount,
    });
  });

  test("are the manifest that they came from", () => {
    const results = sent.map(
      ({ live, by, expected }) =>
        [`${expected.kind} ${expected.metadata.name} by ${by}`, { live: asWritten(live), expected }] as const,
    );
    expect(results).toHaveLength(2 * caseCount);
    for (const [what, { live, expected }] of results)
      expect.soft(live, what).toEqual(inNamespace(expected, namespace));
  });

  test("change nothing when they are applied", async () => {
    const applicable = sent.filter(({ live }) => !hasAppendedRequirements(live));
    expect(applicable.length).toBeGreaterThan(1.8 * caseCount);
    expect(await diffOf(applicable.map(({ live }) => live))).toBe("");
  });

  test("change nothing when they are applied by the server", async () => {
    const applied = sent.filter(
      ({ by, live }) => by === "server-side apply" && !hasAppendedRequirements(live),
    );
    expect(applied.length).toBeGreaterThan(0.3 * caseCount);
    expect(
      await diffOf(
        applied.map(({ live }) => live),
        "--server-side",
      ),
    ).toBe("");
  });

  test("give the same object when they are created anew", async () => {
    const copies = await Promise.all(sent.map(({ live }) => createdAnew(live)));
    expect(copies).toHaveLength(2 * caseCount);
    for (const [index, { live }] of sent.entries())
      expect.soft(copies[index], nameOf(live)).toEqual(live.spec);
  });

  test("are what they are, seen twice", () => {
    for (const { live } of sent)
      expect.soft(asWritten(asWritten(live)), nameOf(live)).toEqual(asWritten(live));
  });
});

async function sendInTurn(namespace: string): Promise<readonly Sent[]> {
  const ways = ["POST", "client-side apply", "server-side apply"] as const;
  const by = ({ manifest }: Case) => ways[cases.findIndex((one) => one.manifest === manifest) % 3] ?? "POST";
  // Kinds are in turn as well: a step of 6 would send each kind in one way only.
  const shifted = cases.map((one, index) => ({
    one,
    by: ways[(index + Math.floor(index / 6)) % 3] ?? by(one),
  }));
  const manifestsBy = (way: string) =>
    shifted.filter((entry) => entry.by === way).map(({ one }) => inNamespace(one.manifest, namespace));
  await Promise.all(
    manifestsBy("POST").map((manifest) =>
      testCluster().request("POST", pathOf(manifest.kind, namespace), manifest),
    ),
  );
  await apply(manifestsBy("client-side apply"));
  await apply(manifestsBy("server-side apply"), "--server-side");
  return Promise.all(
    shifted.map(async ({ one: { manifest }, by: way }) => ({
      by: way,
      expected: manifest,
      live: await read(manifest.kind, namespace, manifest.metadata.name),
    })),
  );
}

/** The live objects once more under another name, with all that the server has set as if a person had written it. */
async function sendWrittenOut(namespace: string, first: readonly Sent[]): Promise<readonly Sent[]> {
  const again = first.map(({ expected, live }) => {
    const metadata = { ...expected.metadata, name: `${expected.metadata.name}-explicit` };
    // Sent again, these would be appended again.
    const isAppended = hasAppendedRequirements(live);
    const { nodeName: _, ...spec } = isAppended ? expected.spec : live.spec;
    const expectedAgain: Manifest = { ...expected, metadata };
    return { expected: expectedAgain, manifest: inNamespace({ ...expectedAgain, spec }, namespace) };
  });
  await apply(again.map(({ manifest }) => manifest));
  return Promise.all(
    again.map(async ({ expected }) => ({
      by: "every default written out" as const,
      expected,
      live: await read(expected.kind, namespace, expected.metadata.name),
    })),
  );
}

function inNamespace(manifest: Manifest, namespace: string): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, namespace } };
}

async function apply(manifests: readonly Manifest[], ...flags: readonly string[]): Promise<void> {
  const { stderr, exitCode } = await kubectl(
    ["apply", ...flags, "-f", "-"],
    testCluster().kubeconfig,
    listOf(manifests),
  );
  if (exitCode !== 0) throw new Error(`kubectl apply ${flags.join(" ")}: ${stderr}`);
}

/** What `kubectl diff` prints, and why it failed where it did. */
async function diffOf(live: readonly Live[], ...flags: readonly string[]): Promise<string> {
  const args = ["diff", ...flags, "--concurrency=8", "-f", "-"];
  const { stdout, stderr, exitCode } = await kubectl(
    args,
    testCluster().kubeconfig,
    listOf(live.map(asWritten)),
  );
  return exitCode === 0 ? stdout : `exit code ${exitCode}\n${stdout}\n${stderr}`;
}

function listOf(items: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: "v1", kind: "List", items });
}

/** The spec of what the server would make of the written object under another name, on the node of the live one. */
async function createdAnew(live: Live): Promise<Fields> {
  const written = asWritten(live);
  const copy = { ...written, metadata: { ...written.metadata, name: `${nameOf(live)}-copy` } };
  const path = `${pathOf(live.kind, live.metadata?.namespace ?? "")}?dryRun=All&fieldValidation=Strict`;
  const { spec } = await testCluster().request<Live>("POST", path, copy);
  const { nodeName } = live.spec;
  return nodeName === undefined ? spec : { ...spec, nodeName };
}

function hasAppendedRequirements({ kind, spec }: Live): boolean {
  return kind === "Pod" && /"(mis)?matchLabelKeys"/i.test(JSON.stringify(spec));
}

async function read(kind: Kind, namespace: string, name: string): Promise<Live> {
  return testCluster().request<Live>("GET", `${pathOf(kind, namespace)}/${name}`);
}

function pathOf(kind: string, namespace: string): string {
  const group = kind === "Pod" || kind === "ReplicationController" ? "api/v1" : "apis/apps/v1";
  return `/${group}/namespaces/${namespace}/${kind.toLowerCase()}s`;
}

function nameOf({ metadata }: KubeObject): string {
  return metadata?.name ?? "";
}
