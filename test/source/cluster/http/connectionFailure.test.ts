import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodes } from "../../../../src/kube/resources.ts";
import { openCluster } from "../../../../src/source/cluster/clusterSource.ts";
import type { ConnectionFlags } from "../../../../src/source/cluster/connectionFlags.ts";
import { SourceError } from "../../../../src/source/source.ts";
import { createCertificateAuthority } from "../../../cluster/certificates.ts";
import { authority, type FakeApiServer, json, startPlain, startTls, status } from "../fakeApiServer.ts";
import { temporaryDirectory, testIo } from "../kubeconfigFile.ts";
import { hasKubectl, kubectl } from "../kubectl.ts";

const directory = temporaryDirectory();
const ca = directory.write("ca.crt", authority.certificate);
const otherCa = directory.write("other.crt", createCertificateAuthority().certificate);
let tls: FakeApiServer;
let plain: FakeApiServer;

beforeAll(async () => {
  tls = await startTls((_, response) => status(response, 401, "Unauthorized", "Unauthorized"));
  plain = await startPlain((_, response) => json(response, {}));
});
afterAll(async () => {
  await tls.close();
  await plain.close();
});

async function failureOf(flags: ConnectionFlags): Promise<Error> {
  const source = await openCluster(flags, testIo());
  const failure = await source.collect(() => [{ resource: nodes, name: "gpu-0" }]).catch((error) => error);
  source.close();
  expect(failure).toBeInstanceOf(SourceError);
  return failure;
}

/** kubectl's last line, without what differs from machine to machine. */
async function judged(args: readonly string[]): Promise<string | undefined> {
  const { stderr } = await kubectl(["get", "--raw", "/api/v1/nodes/gpu-0", ...args]);
  return stderr
    .trim()
    .split("\n")
    .at(-1)
    ?.replace(/ on \S+:53(?=:)| \(possibly because .*/, "");
}

describe("a cluster that cannot be read, in kubectl's words", () => {
  it.each<[string, () => ConnectionFlags, string]>([
    [
      "nothing listens",
      () => ({ server: "https://127.0.0.1:1", token: "t" }),
      "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?",
    ],
    [
      "no such host",
      () => ({ server: "https://no-such-host.invalid", token: "t" }),
      "Unable to connect to the server: dial tcp: lookup no-such-host.invalid: no such host",
    ],
    [
      "another authority",
      () => ({ server: tls.url, certificateAuthority: otherCa, token: "t" }),
      "Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority",
    ],
    [
      "no authority",
      () => ({ server: tls.url, token: "t" }),
      "Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority",
    ],
    [
      "another name",
      () => ({ server: tls.url, certificateAuthority: ca, tlsServerName: "api.internal", token: "t" }),
      "Unable to connect to the server: tls: failed to verify certificate: x509: certificate is valid for kubernetes.default.svc, localhost, not api.internal",
    ],
    [
      "no TLS where TLS is expected",
      () => ({ server: plain.url.replace("http:", "https:"), token: "t" }),
      "Unable to connect to the server: http: server gave HTTP response to HTTPS client",
    ],
    [
      "credentials that the server does not know",
      () => ({ server: tls.url, certificateAuthority: ca, token: "t" }),
      "error: You must be logged in to the server (Unauthorized)",
    ],
  ])("%s", async (_, flags, message) => {
    expect((await failureOf(flags())).message).toBe(message);
    if (!hasKubectl) return;
    const { server, certificateAuthority, tlsServerName } = flags();
    const args = [`--server=${server}`, "--token=t"];
    if (certificateAuthority) args.push(`--certificate-authority=${certificateAuthority}`);
    if (tlsServerName) args.push(`--tls-server-name=${tlsServerName}`);
    // `get --raw` itself says `error: ` and Go's words where the others say whole sentences.
    if (/^Unable to connect/.test(message)) expect(await judged(args)).toBe(message);
  });

  it("nothing is configured at all", async () => {
    expect((await failureOf({})).message).toMatch(
      /^The connection to the server localhost:8080 was refused - did you/,
    );
  });

  it("a server that accepts but never speaks TLS, within --request-timeout", async () => {
    const silent = createTcpServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const source = await openCluster(
      { server: `https://127.0.0.1:${port}`, requestTimeout: "200ms" },
      testIo(),
    );
    const { results } = await source.collect(() => [{ resource: nodes }]);
    expect(results[0]?.failure).toEqual({
      reason: "Timeout",
      message: "GET /api/v1/nodes?limit=500 took longer than --request-timeout=200ms",
    });
    source.close();
    silent.close();
  });
});
