import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect } from "vitest";
import { asWritten } from "../../../src/rules/written/written.ts";
import { test, testCluster } from "../../cluster/fixture.ts";
import { seedVariable } from "../../cluster/placement/report.ts";
import {
  apply,
  createdAnew,
  diffOf,
  hasAppendedRequirements,
  inNamespace,
  type Live,
  nameOf,
  pathOf,
  read,
} from "./applied.ts";
import { containerFeatures } from "./containerFeatures.ts";
import { casesOf, type Manifest } from "./manifests.ts";
import { specFeatures } from "./specFeatures.ts";
import { volumeFeatures } from "./volumeFeatures.ts";
import { workloadFeatures } from "./workloadFeatures.ts";

const seed = process.env[seedVariable] || randomBytes(4).toString("hex");
const caseCount = 132;
const cases = casesOf(seed, caseCount);

/** A live object, and the manifest that it should come to. */
interface Sent {
  readonly by: "POST" | "client-side apply" | "server-side apply" | "every default written out";
  readonly expected: Manifest;
  readonly live: Live;
}

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
    expect(names.filter((name) => !used.has(name))).toStrictEqual([]);
    const count = Object.entries(Object.groupBy(sent, ({ by }) => by)).map(([by, all]) => [by, all?.length]);
    const third = caseCount / 3;
    expect(Object.fromEntries(count)).toStrictEqual({
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
      expect.soft(live, what).toStrictEqual(inNamespace(expected, namespace));
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
      expect.soft(copies[index], nameOf(live)).toStrictEqual(live.spec);
  });

  test("are what they are, seen twice", () => {
    for (const { live } of sent)
      expect.soft(asWritten(asWritten(live)), nameOf(live)).toStrictEqual(asWritten(live));
  });
});

async function sendInTurn(namespace: string): Promise<readonly Sent[]> {
  const ways = ["POST", "client-side apply", "server-side apply"] as const;
  // The kinds are in turn as well: without a shift each kind would be sent in one way only.
  const shifted = cases.map((one, index) => ({
    one,
    by: ways[(index + Math.floor(index / 6)) % 3] ?? "POST",
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
