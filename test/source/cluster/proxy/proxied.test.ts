import { type AddressInfo, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodes } from "../../../../src/kube/resources.ts";
import { openCluster } from "../../../../src/source/cluster/clusterSource.ts";
import { authority, type FakeApiServer, json, pem, startPlain, startTls } from "../fakeApiServer.ts";
import { kubeconfig, temporaryDirectory, testIo } from "../kubeconfigFile.ts";
import { type FakeProxy, startHttpProxy, startSocksProxy } from "./fakeProxies.ts";

const directory = temporaryDirectory();
const base64 = (text: string) => Buffer.from(text).toString("base64");
const jane = pem(authority.issueClient("jane", []));
const user = { "client-certificate-data": base64(jane.cert), "client-key-data": base64(jane.key) };
const proxies: FakeProxy[] = [];
let tls: FakeApiServer;
let plain: FakeApiServer;

beforeAll(async () => {
  tls = await startTls((_, response) => json(response, { kind: "Node" }));
  plain = await startPlain((_, response) => json(response, { kind: "Node" }));
});
afterAll(async () => {
  for (const proxy of proxies) proxy.close();
  await tls.close();
  await plain.close();
});

async function started(proxy: Promise<FakeProxy>): Promise<FakeProxy> {
  proxies.push(await proxy);
  return proxy;
}

/** Reads two nodes, one after the other, from a server whose name only the proxy knows. */
async function readThrough(cluster: object, env: Record<string, string> = {}) {
  const file = directory.write("config", kubeconfig(cluster, user));
  const source = await openCluster({ kubeconfig: file }, testIo({ env }));
  const first = { resource: nodes, name: "cp-0" };
  const second = { resource: nodes, name: "gpu-0" };
  try {
    const { results } = await source.collect((soFar) =>
      soFar.results.length > 0 ? [first, second] : [first],
    );
    return results.map((result) => result.failure ?? result.objects.length);
  } finally {
    source.close();
  }
}

const secure = (port: number) => ({
  server: `https://kubernetes.default.svc:${port}`,
  "certificate-authority-data": base64(authority.certificate),
});

describe("through a proxy", () => {
  it("HTTP, by proxy-url, with a login: TLS with the server itself, over kept connections", async () => {
    const proxy = await started(startHttpProxy("jane:p@ss"));
    const before = tls.connections();
    expect(
      await readThrough({ ...secure(tls.port), "proxy-url": `http://jane:p%40ss@127.0.0.1:${proxy.port}` }),
    ).toEqual([1, 1]);
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT kubernetes.default.svc:${tls.port}`]));
    expect(tls.requests.at(-1)).toMatchObject({ user: "jane", serverName: "kubernetes.default.svc" });
    // Two at most: the server's version is asked for next to the first node.
    expect(tls.connections() - before).toBeLessThanOrEqual(2);
  });

  it("HTTP, by HTTPS_PROXY, and not where NO_PROXY says so", async () => {
    const proxy = await started(startHttpProxy());
    const env = { HTTPS_PROXY: `127.0.0.1:${proxy.port}` };
    expect(await readThrough(secure(tls.port), env)).toEqual([1, 1]);
    expect(proxy.asked.length).toBeGreaterThan(0);
    await expect(readThrough(secure(tls.port), { ...env, NO_PROXY: ".svc" })).rejects.toThrow(
      "Unable to connect to the server: dial tcp: lookup kubernetes.default.svc: no such host",
    );
  });

  it("SOCKS5, which looks the name up itself", async () => {
    const proxy = await started(startSocksProxy());
    expect(
      await readThrough({ ...secure(tls.port), "proxy-url": `socks5://127.0.0.1:${proxy.port}` }),
    ).toEqual([1, 1]);
    expect(new Set(proxy.asked)).toEqual(new Set([`SOCKS kubernetes.default.svc:${tls.port}`]));
  });

  it("SOCKS5 with a login, to an address", async () => {
    const proxy = await started(startSocksProxy({ user: "jane", password: "s3cret" }));
    const cluster = {
      ...secure(tls.port),
      server: tls.url,
      "proxy-url": `socks5://jane:s3cret@127.0.0.1:${proxy.port}`,
    };
    expect(await readThrough(cluster)).toEqual([1, 1]);
    expect(new Set(proxy.asked)).toEqual(new Set([`SOCKS 127.0.0.1:${tls.port}`]));
  });

  it("an http server's proxy is asked for whole URLs", async () => {
    const proxy = await started(startHttpProxy("jane:s3cret"));
    const cluster = {
      server: `http://k8s.internal:${plain.port}`,
      "proxy-url": `http://jane:s3cret@127.0.0.1:${proxy.port}`,
    };
    expect(await readThrough(cluster)).toEqual([1, 1]);
    expect(proxy.asked).toContain(`GET http://k8s.internal:${plain.port}/api/v1/nodes/cp-0`);
    expect(plain.requests.at(-1)?.headers.host).toBe(`k8s.internal:${plain.port}`);
  });

  it("an http server through SOCKS5", async () => {
    const proxy = await started(startSocksProxy());
    const cluster = {
      server: `http://k8s.internal:${plain.port}`,
      "proxy-url": `socks5://127.0.0.1:${proxy.port}`,
    };
    expect(await readThrough(cluster)).toEqual([1, 1]);
    expect(plain.requests.at(-1)?.path).toBe("/api/v1/nodes/gpu-0");
  });
});

describe("a proxy that does not let through", () => {
  it.each<[string, (port: number) => string, RegExp]>([
    [
      "without the login",
      (port) => `http://127.0.0.1:${port}`,
      /^Unable to connect to the server: proxyconnect tcp: Proxy Authentication Required$/,
    ],
    [
      "that is another kind of server",
      (port) => `socks5://127.0.0.1:${port}`,
      /^Unable to connect to the server: socks connect/,
    ],
    [
      "that is not there",
      () => "http://127.0.0.1:1",
      /^Unable to connect to the server: proxyconnect tcp: dial tcp 127\.0\.0\.1:1: connect: connection refused$/,
    ],
  ])("%s", async (_, url, message) => {
    const proxy = await started(startHttpProxy("jane:s3cret"));
    await expect(readThrough({ ...secure(tls.port), "proxy-url": url(proxy.port) })).rejects.toThrow(message);
  });

  it("that talks without end", async () => {
    const endless = createServer((socket) => {
      socket.on("error", () => {});
      const talk = () => {
        while (socket.writable && socket.write("X-Padding: ".padEnd(16_384, "x"))) {}
      };
      socket.on("drain", talk);
      talk();
    });
    await new Promise<void>((resolve) => endless.listen(0, "127.0.0.1", resolve));
    const { port } = endless.address() as AddressInfo;
    const cluster = { ...secure(tls.port), "proxy-url": `http://127.0.0.1:${port}` };
    await expect(readThrough(cluster)).rejects.toThrow(
      "Unable to connect to the server: proxyconnect tcp: the proxy's answer does not end within 64 KiB",
    );
    endless.close();
  });

  it("SOCKS5 with a wrong password", async () => {
    const proxy = await started(startSocksProxy({ user: "jane", password: "s3cret" }));
    const cluster = { ...secure(tls.port), "proxy-url": `socks5://jane:wrong@127.0.0.1:${proxy.port}` };
    await expect(readThrough(cluster)).rejects.toThrow("username/password authentication failed");
  });
});
