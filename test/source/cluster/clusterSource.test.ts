import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import type { Read } from "../../../src/kube/read.ts";
import { daemonSets, nodes, pods } from "../../../src/kube/resources.ts";
import type { ClusterIo } from "../../../src/source/cluster/clusterIo.ts";
import { type ClusterSource, openCluster } from "../../../src/source/cluster/clusterSource.ts";
import type { ConnectionFlags } from "../../../src/source/cluster/connectionFlags.ts";
import { SourceError } from "../../../src/source/source.ts";
import { authority, type FakeApiServer, type Handler, json, startTls, status } from "./fakeApiServer.ts";
import { temporaryDirectory, testIo } from "./kubeconfigFile.ts";

const directory = temporaryDirectory();
const ca = directory.write("ca.crt", authority.certificate);
const fluentd: Read = { resource: daemonSets, namespace: "kube-system", name: "fluentd" };
const allNodes: Read = { resource: nodes };

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function open(
  handler: Handler,
  flags: ConnectionFlags = {},
  io: Partial<ClusterIo> = {},
): Promise<{ source: ClusterSource; server: FakeApiServer; io: ReturnType<typeof testIo> }> {
  const server = await startTls((request, response, number) => {
    if (request.path === "/version") return json(response, { gitVersion: "v1.36.3" });
    handler(request, response, number);
  });
  const ioOfTest = testIo(io);
  const own = { server: server.url, certificateAuthority: ca, token: "t" };
  const source = await openCluster({ ...own, ...flags }, ioOfTest);
  opened.push(source, server);
  return { source, server, io: ioOfTest };
}

function node(name: string) {
  return {
    metadata: { name, managedFields: [] },
    spec: { taints: [] },
    status: { images: [{ names: ["big"] }] },
  };
}

/** Pages of two nodes: `continue` is the number of the page. */
function pageOf(path: string, pages: number) {
  const number = Number(new URL(path, "http://x").searchParams.get("continue") ?? 0);
  return {
    kind: "NodeList",
    metadata: { resourceVersion: "7", ...(number + 1 < pages && { continue: String(number + 1) }) },
    items: [node(`node-${number * 2}`), node(`node-${number * 2 + 1}`)],
  };
}

function namesOf(objects: readonly { readonly metadata?: { readonly name?: string } }[] | undefined) {
  return objects?.map((object) => object.metadata?.name);
}

describe("a live cluster", () => {
  it("reads objects whole, and lists reduced to what rules read", async () => {
    const { source } = await open((request, response) => {
      if (request.path.includes("/daemonsets/"))
        json(response, { kind: "DaemonSet", extra: { unknown: true } });
      else json(response, pageOf(request.path, 1));
    });
    const { results } = await source.collect(() => [fluentd, allNodes]);
    expect(results[0]?.objects).toEqual([{ kind: "DaemonSet", extra: { unknown: true } }]);
    expect(results[1]?.objects?.[0]).toEqual({ metadata: { name: "node-0" }, spec: { taints: [] } });
  });

  it("sends nothing but GET, and says who it is", async () => {
    const { source, server } = await open((request, response) => json(response, pageOf(request.path, 3)));
    await source.collect(() => [allNodes]);
    expect(new Set(server.requests.map((request) => request.method))).toEqual(new Set(["GET"]));
    expect(server.requests[0]?.headers).toMatchObject({
      accept: "application/json",
      authorization: "Bearer t",
      "user-agent": expect.stringMatching(/^kubectl-workload\/1\.2\.3 \([a-z]+\/[a-z0-9]+\)$/),
    });
    // The server is this machine: to compress would only cost time.
    expect(server.requests[0]?.headers["accept-encoding"]).toBeUndefined();
  });

  it("follows the pages of a list over kept connections, in order", async () => {
    const { source, server } = await open((request, response) => json(response, pageOf(request.path, 6)));
    const { results } = await source.collect(() => [allNodes]);
    expect(namesOf(results[0]?.objects)).toEqual(Array.from({ length: 12 }, (_, number) => `node-${number}`));
    expect(server.requests.find((request) => request.path.includes("/nodes"))?.path).toBe(
      "/api/v1/nodes?limit=500",
    );
    expect(server.connections()).toBeLessThanOrEqual(3);
  });

  it("asks for the next page while the current one is still coming", async () => {
    let first: ServerResponse | undefined;
    const { source } = await open((request, response) => {
      const text = JSON.stringify(pageOf(request.path, 2));
      if (request.path.includes("continue")) {
        response.end(text);
        first?.end(JSON.stringify(pageOf("/", 2)).slice(120));
      } else {
        first = response;
        response.write(text.slice(0, 120));
      }
    });
    const { results } = await source.collect(() => [allNodes]);
    expect(namesOf(results[0]?.objects)).toEqual(["node-0", "node-1", "node-2", "node-3"]);
  });

  it("starts a list again when the server has forgotten where its page begins", async () => {
    let expired = 0;
    const { source, server } = await open((request, response) => {
      if (request.path.includes("continue=1") && expired < 1) {
        expired += 1;
        status(response, 410, "Expired", "The provided continue parameter is too old");
      } else json(response, pageOf(request.path, 3));
    });
    const { results } = await source.collect(() => [allNodes]);
    expect(namesOf(results[0]?.objects)).toEqual([
      "node-0",
      "node-1",
      "node-2",
      "node-3",
      "node-4",
      "node-5",
    ]);
    expect(server.requests.filter((request) => request.path === "/api/v1/nodes?limit=500")).toHaveLength(2);
  });

  it("reads a list in one piece when that happens again", async () => {
    const { source } = await open((request, response) => {
      if (request.path.includes("continue")) status(response, 410, "Expired", "too old");
      else if (request.path.includes("limit")) json(response, pageOf(request.path, 3));
      else json(response, { metadata: {}, items: [node("gpu-0")] });
    });
    const { results } = await source.collect(() => [allNodes]);
    expect(namesOf(results[0]?.objects)).toEqual(["gpu-0"]);
  });

  it("tells namespace, context and version", async () => {
    const config = directory.write(
      "config",
      JSON.stringify({
        "current-context": "prod",
        contexts: [{ name: "prod", context: { cluster: "prod", namespace: "logging" } }],
      }),
    );
    const { source } = await open((_, response) => setTimeout(() => json(response, { kind: "Node" }), 50), {
      kubeconfig: config,
    });
    expect([source.namespace, source.context]).toEqual(["logging", "prod"]);
    const snapshot = await source.collect(() => [{ resource: nodes, name: "gpu-0" }]);
    expect(snapshot.source).toEqual({ type: "cluster", context: "prod", serverVersion: "v1.36.3" });
    expect(Math.abs(Date.parse(snapshot.observedAt) - Date.now())).toBeLessThan(10_000);
    expect(Object.isFrozen(snapshot)).toBe(true);
  });

  it("does not wait for the version", async () => {
    const server = await startTls((request, response) => {
      if (request.path !== "/version") json(response, { kind: "Node" });
    });
    const source = await openCluster({ server: server.url, certificateAuthority: ca, token: "t" }, testIo());
    opened.push(source, server);
    const snapshot = await source.collect(() => [{ resource: nodes, name: "gpu-0" }]);
    expect(snapshot.source).toEqual({ type: "cluster" });
  });

  it("decompresses", async () => {
    const { source } = await open((request, response) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Encoding": "gzip" });
      response.end(gzipSync(JSON.stringify(pageOf(request.path, 4))));
    });
    const { results } = await source.collect(() => [allNodes]);
    expect(results[0]?.objects).toHaveLength(8);
  });

  it("logs each answer with -v=6, without the token", async () => {
    const { source, server, io } = await open(
      (request, response) => json(response, pageOf(request.path, 1)),
      {
        verbosity: 6,
      },
    );
    await source.collect(() => [allNodes]);
    const line = io.written.find((text) => text.includes("/nodes"));
    expect(line?.replace(/in \d+/, "in 7")).toBe(
      `GET ${server.url}/api/v1/nodes?limit=500 200 OK in 7 milliseconds\n`,
    );
    expect(io.written.join("")).not.toContain("Bearer");
  });

  it("logs nothing with -v=5", async () => {
    const { source, io } = await open((request, response) => json(response, pageOf(request.path, 1)), {
      verbosity: 5,
    });
    await source.collect(() => [allNodes]);
    expect(io.written).toEqual([]);
  });
});

describe("a read that fails on its own", () => {
  const forbidden =
    'nodes is forbidden: User "jane" cannot list resource "nodes" in API group "" at the cluster scope';

  it.each<[string, Handler, object]>([
    [
      "forbidden",
      (_, response) => status(response, 403, "Forbidden", forbidden),
      { reason: "Forbidden", message: forbidden },
    ],
    [
      "not found",
      (_, response) => status(response, 404, "NotFound", 'daemonsets.apps "fluentd" not found'),
      { reason: "NotFound", message: 'daemonsets.apps "fluentd" not found' },
    ],
    [
      "not served at all",
      (_, response) => response.writeHead(404).end("404 page not found\n"),
      { reason: "NotFound", message: "the server could not find the requested resource" },
    ],
    [
      "failed",
      (_, response) => status(response, 500, "InternalError", "etcd leader changed"),
      { reason: "ServerError", message: "etcd leader changed" },
    ],
    [
      "timed out on the server",
      (_, response) => status(response, 504, "Timeout", "the server was slow", { "Retry-After": "0" }),
      { reason: "Timeout", message: "the server was slow" },
    ],
    [
      "overloaded for long",
      (_, response) =>
        status(response, 429, "TooManyRequests", "too many requests", { "Retry-After": "3600" }),
      { reason: "ServerError", message: "too many requests" },
    ],
    [
      "a page of some gateway",
      (_, response) => response.end("<html>log in</html>"),
      {
        reason: "ServerError",
        message: expect.stringMatching(/^the answer of 127\.0\.0\.1:\d+ is not JSON$/),
      },
    ],
  ])("%s", async (_, handler, failure) => {
    const { source } = await open(handler);
    const { results } = await source.collect(() => [fluentd, allNodes]);
    expect(results.map((result) => result.failure)).toEqual([failure, failure]);
  });

  it("does not take the others with it", async () => {
    const { source } = await open((request, response) => {
      if (request.path.includes("/nodes")) status(response, 403, "Forbidden", forbidden);
      else json(response, { kind: "DaemonSet" });
    });
    const { results } = await source.collect(() => [fluentd, allNodes]);
    expect(results.map((result) => result.failure?.reason)).toEqual([undefined, "Forbidden"]);
  });

  it("takes longer than --request-timeout", async () => {
    const { source } = await open(
      (request, response) => {
        if (request.path.includes("/nodes")) response.write('{"kind":"NodeList",');
        else json(response, { kind: "DaemonSet" });
      },
      { requestTimeout: "300ms" },
    );
    const { results } = await source.collect(() => [fluentd, allNodes]);
    expect(results[1]?.failure).toEqual({
      reason: "Timeout",
      message: "GET /api/v1/nodes?limit=500 took longer than --request-timeout=300ms",
    });
  });

  it("succeeds when the server recovers in time", async () => {
    let refused = 0;
    const { source } = await open((request, response) => {
      refused += 1;
      if (refused <= 2) status(response, 503, "ServiceUnavailable", "starting", { "Retry-After": "0" });
      else json(response, pageOf(request.path, 1));
    });
    expect((await source.collect(() => [allNodes])).results[0]?.objects).toHaveLength(2);
  });

  it("succeeds when only a kept connection was gone", async () => {
    const broken = new Set<string>();
    const { source } = await open((request, response) => {
      if (request.path.includes("continue") && !broken.has(request.path)) {
        broken.add(request.path);
        response.destroy();
      } else json(response, pageOf(request.path, 3));
    });
    expect((await source.collect(() => [allNodes])).results[0]?.objects).toHaveLength(6);
    expect(broken.size).toBe(2);
  });

  it("succeeds when a connection breaks in the middle of a page", async () => {
    let broken = false;
    const { source } = await open((request, response) => {
      const text = JSON.stringify(pageOf(request.path, 2));
      if (broken || !request.path.includes("continue")) {
        response.end(text);
        return;
      }
      broken = true;
      response.writeHead(200, { "Content-Length": String(text.length) });
      response.write(text.slice(0, 150), () => response.destroy());
    });
    const { results } = await source.collect(() => [allNodes]);
    expect(namesOf(results[0]?.objects)).toEqual(["node-0", "node-1", "node-2", "node-3"]);
  });

  it("is unreachable when the server goes away after it has answered", async () => {
    const { source } = await open((request, response) => {
      if (request.path.includes("/nodes")) response.destroy();
      else json(response, { kind: "DaemonSet" });
    });
    const { results } = await source.collect((soFar) =>
      soFar.results.length > 0 ? [fluentd, allNodes] : [fluentd],
    );
    expect(results[1]?.failure).toEqual({
      reason: "Unreachable",
      message: "Unable to connect to the server: EOF: the server closed the connection without an answer",
    });
  });
});

describe("a cluster that does not know who is asking", () => {
  it("is a SourceError", async () => {
    const { source } = await open((_, response) => status(response, 401, "Unauthorized", "Unauthorized"));
    await expect(source.collect(() => [fluentd, allNodes])).rejects.toThrow(
      new SourceError("error: You must be logged in to the server (Unauthorized)"),
    );
  });

  it("is asked once more with a plugin's fresh credentials", async () => {
    const runs = directory.path("runs");
    const credential =
      '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"RUN"}}';
    const script = `echo run >> ${runs}; echo '${credential}' | sed s/RUN/$(grep -c run ${runs})/`;
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1",
      command: "sh",
      args: ["-c", script],
      interactiveMode: "Never",
    };
    const config = directory.write(
      "exec",
      JSON.stringify({
        "current-context": "prod",
        contexts: [{ name: "prod", context: { user: "jane" } }],
        users: [{ name: "jane", user: { exec } }],
      }),
    );
    const { source } = await open(
      (request, response) => {
        if (request.headers.authorization === "Bearer 2") json(response, pageOf(request.path, 1));
        else status(response, 401, "Unauthorized", "Unauthorized");
      },
      { kubeconfig: config, token: undefined },
      { env: { PATH: process.env["PATH"] } },
    );
    const { results } = await source.collect(() => [allNodes, { resource: pods }]);
    expect(results.map((result) => result.objects?.length)).toEqual([2, 2]);
  });
});

describe("an interrupt", () => {
  it("ends everything at once", async () => {
    const controller = new AbortController();
    const { source } = await open(
      (request, response) => {
        if (request.path.includes("/nodes")) response.write('{"kind":"NodeList",');
      },
      {},
      { signal: controller.signal },
    );
    const started = performance.now();
    setTimeout(() => controller.abort(new Error("interrupted")), 50);
    await expect(source.collect(() => [fluentd, allNodes])).rejects.toThrow("interrupted");
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("before the first read sends nothing", async () => {
    const { source, server } = await open(
      (_, response) => json(response, {}),
      {},
      {
        signal: AbortSignal.abort(new Error("interrupted")),
      },
    );
    await expect(source.collect(() => [fluentd])).rejects.toThrow("interrupted");
    expect(server.requests).toEqual([]);
  });

  it("closing ends what is under way", async () => {
    const { source } = await open(() => {});
    const reading = source.collect(() => [fluentd]);
    setTimeout(() => source.close(), 50);
    await expect(reading).rejects.toThrow("the cluster source is closed");
  });
});
