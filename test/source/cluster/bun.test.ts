import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCertificateAuthority } from "../../cluster/certificates.ts";
import { authority, type FakeApiServer, json, pem, startTls } from "./fakeApiServer.ts";
import { kubeconfig, temporaryDirectory } from "./kubeconfigFile.ts";
import { type FakeProxy, startHttpProxy, startSocksProxy } from "./proxy/fakeProxies.ts";
import { bun, hasBun, readWith } from "./readWith.ts";

const directory = temporaryDirectory();
const base64 = (text: string) => Buffer.from(text).toString("base64");
const ca = { "certificate-authority-data": base64(authority.certificate) };
const jane = pem(authority.issueClient("jane", ["developers"]));
const janesCertificate = {
  "client-certificate-data": base64(jane.cert),
  "client-key-data": base64(jane.key),
};
const pages = 8;

let server: FakeApiServer;
let httpProxy: FakeProxy;
let socksProxy: FakeProxy;

beforeAll(async () => {
  server = await startTls((request, response) => {
    if (!request.path.includes("limit")) return json(response, { kind: "Node" });
    const number = Number(new URL(request.path, "http://x").searchParams.get("continue") ?? 0);
    const items = Array.from({ length: 500 }, (_, index) => ({
      metadata: { name: `node-${number}-${index}` },
    }));
    const metadata = number + 1 < pages ? { continue: String(number + 1) } : {};
    const text = JSON.stringify({ kind: "NodeList", metadata, items });
    if (request.headers["accept-encoding"] !== "gzip") return response.end(text);
    response.writeHead(200, { "Content-Encoding": "gzip" });
    return response.end(gzipSync(text));
  });
  httpProxy = await startHttpProxy();
  socksProxy = await startSocksProxy({ user: "jane", password: "s3cret" });
});
afterAll(async () => {
  httpProxy.close();
  socksProxy.close();
  await server.close();
});

function readUnderBun(cluster: object, user: object, flags: object = {}): Promise<object> {
  const file = directory.write("config", kubeconfig({ server: server.url, ...ca, ...cluster }, user));
  return readWith(bun, { kubeconfig: file, ...flags });
}

/** The released executable runs under Bun, whose node:https is its own. */
describe.skipIf(!hasBun)("under Bun as well", () => {
  const everything = { said: [1, pages * 500], isBun: true };

  it("a client certificate is shown, and connections are kept", async () => {
    const before = server.connections();
    expect(await readUnderBun({}, janesCertificate)).toEqual(everything);
    expect(server.requests.at(-1)?.user).toBe("jane");
    expect(server.connections() - before).toBeLessThanOrEqual(4);
  });

  it("a plugin's client certificate is shown", async () => {
    const status = { clientCertificateData: jane.cert, clientKeyData: jane.key };
    const apiVersion = "client.authentication.k8s.io/v1";
    const answer = directory.write(
      "credential",
      JSON.stringify({ kind: "ExecCredential", apiVersion, status }),
    );
    const exec = { apiVersion, command: "cat", args: [answer], interactiveMode: "IfAvailable" };
    expect(await readUnderBun({}, { exec })).toEqual(everything);
    expect(server.requests.at(-1)?.user).toBe("jane");
  });

  it("a token that a plugin prints bare is not shown, though Bun's JSON.parse quotes it", async () => {
    const apiVersion = "client.authentication.k8s.io/v1";
    const exec = { apiVersion, command: "echo", args: ["s3cret-t0ken"], interactiveMode: "Never" };
    expect(await readUnderBun({}, { exec })).toEqual({
      thrown: "Unable to connect to the server: getting credentials: decoding stdout: it is not JSON",
    });
  });

  it("--tls-server-name is asked for", async () => {
    expect(await readUnderBun({ "tls-server-name": "kubernetes.default.svc" }, { token: "t" })).toEqual(
      everything,
    );
    expect(server.requests.at(-1)).toMatchObject({
      serverName: "kubernetes.default.svc",
      headers: { authorization: "Bearer t" },
    });
  });

  it("through an HTTP proxy, compressed", async () => {
    const cluster = {
      server: `https://kubernetes.default.svc:${server.port}`,
      "proxy-url": `http://127.0.0.1:${httpProxy.port}`,
    };
    expect(await readUnderBun(cluster, janesCertificate)).toEqual(everything);
    expect(server.requests.at(-1)).toMatchObject({
      user: "jane",
      serverName: "kubernetes.default.svc",
      headers: { "accept-encoding": "gzip" },
    });
  });

  it("through a SOCKS5 proxy", async () => {
    const cluster = {
      server: `https://kubernetes.default.svc:${server.port}`,
      "proxy-url": `socks5://jane:s3cret@127.0.0.1:${socksProxy.port}`,
    };
    expect(await readUnderBun(cluster, janesCertificate)).toEqual(everything);
    expect(socksProxy.asked).toContain(`SOCKS kubernetes.default.svc:${server.port}`);
  });

  it.each<[string, object, object, string]>([
    [
      "another authority",
      { "certificate-authority-data": base64(createCertificateAuthority().certificate) },
      {},
      "Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority",
    ],
    [
      "another name",
      { "tls-server-name": "api.internal" },
      {},
      "Unable to connect to the server: tls: failed to verify certificate: x509: certificate is valid for kubernetes.default.svc, localhost, not api.internal",
    ],
    [
      "no server",
      {},
      { server: "https://127.0.0.1:1" },
      "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?",
    ],
    [
      "no such host",
      {},
      { server: "https://no-such-host.invalid" },
      "Unable to connect to the server: dial tcp: lookup no-such-host.invalid: no such host",
    ],
  ])("%s is refused in the same words", async (_, cluster, flags, message) => {
    expect(await readUnderBun(cluster, { token: "t" }, flags)).toEqual({ thrown: message });
  });
});
