import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authority, type FakeApiServer, json, startTls } from "../fakeApiServer.ts";
import { temporaryDirectory } from "../kubeconfigFile.ts";
import { bun, hasBun, node, readWith } from "../readWith.ts";

const directory = temporaryDirectory();
const ca = directory.write("ca.crt", authority.certificate);
let server: FakeApiServer;

beforeAll(async () => {
  server = await startTls((_, response) => json(response, { kind: "Node", metadata: {}, items: [] }));
});
afterAll(() => server.close());

describe("a kubeconfig without a certificate authority means the system's", () => {
  it.each([
    ["Node", node, true],
    ["Bun", bun, hasBun],
  ])("under %s", async (_, runtime, isThere) => {
    if (!isThere) return;
    const flags = { server: server.url, token: "t" };
    expect(await readWith(runtime, flags, { SSL_CERT_FILE: ca })).toMatchObject({ said: [1, 0] });
    expect(await readWith(runtime, flags)).toEqual({
      thrown:
        "Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority",
    });
  });
});
