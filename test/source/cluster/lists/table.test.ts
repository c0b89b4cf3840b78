import { describe, expect, it } from "vitest";
import { daemonSets } from "../../../../src/kube/resources.ts";
import type { Client } from "../../../../src/source/cluster/http/client.ts";
import { readTable } from "../../../../src/source/cluster/lists/table.ts";

interface Asked {
  readonly path: string;
  readonly accept: string | undefined;
}

/** A client whose server answers everything with `text`, a few bytes at a time. */
function clientOf(text: string): { readonly client: Client; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  async function* body() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
  }
  const client = {
    get(path, read, accept) {
      asked.push({ path, accept });
      return read({ body: body() } as never);
    },
  } satisfies Partial<Client>;
  return { client: client as unknown as Client, asked };
}

describe("a table", () => {
  it("is what the server prints, its cells by their columns", async () => {
    const { client, asked } = clientOf(
      JSON.stringify({
        kind: "Table",
        columnDefinitions: [{ name: "Name" }, { name: "Desired" }, { name: "Ready" }],
        rows: [{ cells: ["fluentd-zürich", 3, 2], object: null }],
      }),
    );
    expect(await readTable(client, { resource: daemonSets, namespace: "logging" })).toEqual([
      { name: "fluentd-zürich", cells: { Name: "fluentd-zürich", Desired: 3, Ready: 2 }, metadata: {} },
    ]);
    expect(asked).toEqual([
      {
        path: "/apis/apps/v1/namespaces/logging/daemonsets?limit=500&includeObject=None",
        accept: "application/json;as=Table;v=v1;g=meta.k8s.io",
      },
    ]);
  });

  it("has the metadata of its objects where they are asked for", async () => {
    const metadata = { name: "web-1", labels: { app: "web" } };
    const { client, asked } = clientOf(
      JSON.stringify({
        kind: "Table",
        columnDefinitions: [{ name: "Name" }],
        rows: [{ cells: ["web-1"], object: { metadata } }],
      }),
    );
    const [row] = await readTable(client, { resource: daemonSets, withMetadata: true });
    expect(row?.metadata).toEqual(metadata);
    expect(asked[0]?.path).toContain("&includeObject=Metadata");
  });

  it("is read page by page, and keeps what came before the reading was ended", async () => {
    const page = (name: string) =>
      JSON.stringify({
        kind: "Table",
        metadata: { continue: "more" },
        columnDefinitions: [{ name: "Name" }],
        rows: [{ cells: [name] }],
      });
    const pages = [page("fluentd"), page("node-exporter")];
    const paths: string[] = [];
    const client = {
      get(path: string, read: (response: never) => unknown) {
        paths.push(path);
        const text = pages.shift();
        if (text === undefined) throw new Error("too late");
        return read({ body: [Buffer.from(text)] } as never);
      },
    } as unknown as Client;
    const rows = await readTable(client, { resource: daemonSets });
    expect(rows.map(({ name }) => name)).toEqual(["fluentd", "node-exporter"]);
    expect(paths.map((path) => path.includes("continue=more"))).toEqual([false, true, true]);
  });

  it("without rows is empty", async () => {
    for (const rows of [undefined, null, []]) {
      const { client } = clientOf(JSON.stringify({ kind: "Table", columnDefinitions: [], rows }));
      expect(await readTable(client, { resource: daemonSets })).toEqual([]);
    }
  });

  it("is refused where the server answers with something else", async () => {
    const { client } = clientOf(JSON.stringify({ kind: "DaemonSetList", items: [] }));
    await expect(readTable(client, { resource: daemonSets })).rejects.toThrow("answers with DaemonSetList");
  });
});
