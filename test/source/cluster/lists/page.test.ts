import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { KubeObject } from "../../../../src/kube/objects.ts";
import { readPage } from "../../../../src/source/cluster/lists/page.ts";

interface Told {
  readonly names: readonly (string | undefined)[];
  readonly objects: readonly KubeObject[];
  readonly tokens: readonly (string | undefined)[];
}

async function read(text: string, chunkSize: number): Promise<Told> {
  const bytes = Buffer.from(text);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkSize) chunks.push(bytes.subarray(at, at + chunkSize));
  const tokens: (string | undefined)[] = [];
  const objects = await readPage(
    Readable.from(chunks),
    (object) => object,
    (token) => tokens.push(token),
  );
  return { names: objects.map((object) => object.metadata?.name), objects, tokens };
}

function list(items: readonly object[], metadata: object = {}): string {
  return `${JSON.stringify({ kind: "NodeList", apiVersion: "v1", metadata, items })}\n`;
}

const gpu = {
  metadata: { name: "gpu-0", labels: { zone: "zürich", note: 'a "quoted" },{"metadata": 🚀' } },
  spec: { taints: [{ key: "gpu", value: "true", effect: "NoSchedule" }] },
};
const nodes = [gpu, { metadata: { name: "cp-0" } }, { metadata: { name: "node-1" }, status: {} }];
/** Its templates look like the objects of a list. */
const nginx = {
  metadata: { name: "nginx" },
  spec: {
    volumeClaimTemplates: [
      { metadata: { name: "data" }, spec: {} },
      { metadata: { name: "logs" }, spec: {} },
      { metadata: { name: "cache" }, spec: {} },
    ],
  },
};

describe("reading a page of a list", () => {
  const pages: readonly [string, string, readonly object[], string | undefined][] = [
    ["objects", list(nodes, { resourceVersion: "7", continue: "abc" }), nodes, "abc"],
    ["the last page", list(nodes, { resourceVersion: "7" }), nodes, undefined],
    ["an empty token", list(nodes, { continue: "" }), nodes, undefined],
    ["one object", list([gpu], { continue: "abc" }), [gpu], "abc"],
    ["no objects", list([], { resourceVersion: "7" }), [], undefined],
    ["null for objects", '{"kind":"NodeList","metadata":{"continue":"x"},"items":null}', [], "x"],
    [
      "objects within objects",
      list([nginx, { metadata: { name: "web" } }, nginx]),
      [nginx, { metadata: { name: "web" } }, nginx],
      undefined,
    ],
    [
      "objects that begin with their kind",
      list([
        { apiVersion: "v1", kind: "Node", ...gpu },
        { apiVersion: "v1", kind: "Node", metadata: { name: "cp-0" } },
      ]),
      [
        { apiVersion: "v1", kind: "Node", ...gpu },
        { apiVersion: "v1", kind: "Node", metadata: { name: "cp-0" } },
      ],
      undefined,
    ],
    [
      "objects that begin differently",
      list([gpu, { spec: {}, metadata: { name: "cp-0" } }, gpu]),
      [gpu, { spec: {}, metadata: { name: "cp-0" } }, gpu],
      undefined,
    ],
    [
      "metadata behind the objects",
      JSON.stringify({ items: nodes, metadata: { continue: "abc" } }),
      nodes,
      "abc",
    ],
    [
      "indented text",
      JSON.stringify({ kind: "NodeList", metadata: { continue: "abc" }, items: nodes }, null, 2),
      nodes,
      "abc",
    ],
  ];

  for (const chunkSize of [1, 7, 64, 100_000]) {
    it.each(pages)(`%s, in chunks of ${chunkSize} bytes`, async (_, text, items, token) => {
      const told = await read(text, chunkSize);
      expect(told.objects).toEqual(items);
      expect(told.tokens).toEqual([token]);
    });
  }

  it("tells where the next page begins before the objects have come", async () => {
    let told: string | undefined;
    const body = new Readable({ read() {} });
    const page = readPage(
      body,
      (object) => object,
      (token) => {
        told = token;
      },
    );
    const text = list(nodes, { continue: "abc" });
    body.push(text.slice(0, 120));
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toBe("abc");
    body.push(text.slice(120));
    body.push(null);
    expect(await page).toHaveLength(3);
  });

  it.each([
    ["text that is not JSON", "<html>log in</html>"],
    ["text that ends too soon", list(nodes).slice(0, -20)],
    ["nothing", ""],
  ])("refuses %s", async (_, text) => {
    await expect(read(text, 16)).rejects.toThrow(SyntaxError);
  });

  it("fails with the body", async () => {
    const body = new Readable({ read() {} });
    const page = readPage(
      body,
      (object) => object,
      () => {},
    );
    body.push(list(nodes).slice(0, 50));
    body.destroy(new Error("socket hang up"));
    await expect(page).rejects.toThrow("socket hang up");
  });
});
