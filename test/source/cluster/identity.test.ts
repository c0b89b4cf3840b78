import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nodes } from "../../../src/kube/resources.ts";
import { openCluster } from "../../../src/source/cluster/clusterSource.ts";
import type { ConnectionFlags } from "../../../src/source/cluster/connectionFlags.ts";
import {
  authority,
  type FakeApiServer,
  json,
  type SeenRequest,
  startPlain,
  startTls,
} from "./fakeApiServer.ts";
import { kubeconfig, temporaryDirectory, testIo } from "./kubeconfigFile.ts";
import { hasKubectl, kubectl } from "./kubectl.ts";

const directory = temporaryDirectory();
const jane = authority.issueClient("jane", ["developers"]);
const robot = authority.issueClient("robot", []);
const base64 = (text: string) => Buffer.from(text).toString("base64");
const files = {
  ca: directory.write("ca.crt", authority.certificate),
  cert: directory.write("jane.crt", jane.certificate),
  key: directory.write("jane.key", jane.key),
  token: directory.write("jane.token", "file-token\n"),
};
const inlineJane = {
  "client-certificate-data": base64(jane.certificate),
  "client-key-data": base64(jane.key),
};
const inlineRobot = {
  "client-certificate-data": base64(robot.certificate),
  "client-key-data": base64(robot.key),
};
const everybody = {
  as: "alice",
  "as-uid": "42",
  "as-groups": ["developers", "ops"],
  "as-user-extra": { "example.com/team": ["platform", "logging"], scopes: ["view"] },
};
/** A plugin that writes down what it was run with and answers with a token. */
const plugin = directory.write(
  "login.sh",
  `#!/bin/sh
printf '%s' "$KUBERNETES_EXEC_INFO" > "$OUT"
printf '{"kind":"ExecCredential","apiVersion":"%s","status":{"token":"%s-%s"}}' "$1" "$ACCOUNT" "$2"
`,
);
const execV1 = {
  apiVersion: "client.authentication.k8s.io/v1",
  command: "sh",
  args: [plugin, "client.authentication.k8s.io/v1", "eu west"],
  env: [
    { name: "ACCOUNT", value: "4711" },
    { name: "OUT", value: directory.path("info") },
  ],
  interactiveMode: "IfAvailable",
  provideClusterInfo: true,
};

let tls: FakeApiServer;
let plain: FakeApiServer;
beforeAll(async () => {
  const answer = (_: SeenRequest, response: Parameters<typeof json>[0]) => json(response, { kind: "Node" });
  tls = await startTls(answer);
  plain = await startPlain(answer);
});
afterAll(async () => {
  await tls.close();
  await plain.close();
});

/** Who the request was sent as. */
function identityOf(request: SeenRequest | undefined) {
  const pairs: string[] = [];
  const { rawHeaders = [] } = request ?? {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? "";
    if (name === "authorization" || name.startsWith("impersonate-"))
      pairs.push(`${name}: ${rawHeaders[index + 1]}`);
  }
  return { headers: pairs.sort(), certificate: request?.user, serverName: request?.serverName };
}

async function ours(server: FakeApiServer, flags: ConnectionFlags, env: Record<string, string>) {
  const before = server.requests.length;
  const cluster = await openCluster(flags, testIo({ env: { PATH: process.env["PATH"], ...env } }));
  const snapshot = await cluster.collect(() => [{ resource: nodes, name: "gpu-0" }]);
  cluster.close();
  expect(snapshot.results[0]?.failure).toBeUndefined();
  return server.requests.slice(before).find((request) => request.path.endsWith("/api/v1/nodes/gpu-0"));
}

async function theirs(server: FakeApiServer, args: readonly string[], env: Record<string, string>) {
  const before = server.requests.length;
  const { stderr } = await kubectl(["get", "--raw", "/api/v1/nodes/gpu-0", ...args], env);
  expect(stderr).toBe("");
  return server.requests.slice(before).find((request) => request.path.endsWith("/api/v1/nodes/gpu-0"));
}

interface Case {
  readonly name: string;
  readonly cluster?: object;
  readonly user?: object;
  readonly flags?: ConnectionFlags;
  readonly args?: readonly string[];
  readonly server?: () => FakeApiServer;
  /** Why kubectl is not asked. */
  readonly notJudged?: string;
  readonly is: {
    readonly headers?: readonly string[];
    readonly certificate?: string;
    readonly serverName?: string;
  };
}

const bearer = (token: string) => ({ headers: [`authorization: Bearer ${token}`] });
const alice = [
  "impersonate-extra-example.com%2fteam: logging",
  "impersonate-extra-example.com%2fteam: platform",
  "impersonate-extra-scopes: view",
  "impersonate-group: developers",
  "impersonate-group: ops",
  "impersonate-uid: 42",
  "impersonate-user: alice",
];

const cases: readonly Case[] = [
  { name: "nobody", notJudged: "kubectl asks for a user name", is: {} },
  { name: "a token", user: { token: "janes-token" }, is: bearer("janes-token") },
  { name: "a token file", user: { tokenFile: "jane.token" }, is: bearer("file-token") },
  {
    name: "a token file beside a token: the file",
    user: { tokenFile: "jane.token", token: "t" },
    is: bearer("file-token"),
  },
  {
    name: "--token",
    user: { token: "t" },
    flags: { token: "flag" },
    args: ["--token=flag"],
    is: bearer("flag"),
  },
  {
    name: "--token beside a certificate: both",
    user: inlineJane,
    flags: { token: "flag" },
    args: ["--token=flag"],
    is: { ...bearer("flag"), certificate: "jane" },
  },
  {
    name: "a user name and a password",
    user: { username: "jane", password: "s3cret:ü" },
    is: { headers: [`authorization: Basic ${base64("jane:s3cret:ü")}`] },
  },
  { name: "an inline certificate", user: inlineJane, is: { certificate: "jane" } },
  {
    name: "certificate files, by relative paths",
    user: { "client-certificate": "jane.crt", "client-key": "jane.key" },
    is: { certificate: "jane" },
  },
  {
    name: "--client-certificate and --client-key over an inline certificate",
    user: inlineRobot,
    notJudged: "kubectl 1.32 finds the flags and the kubeconfig at odds, 1.36 does not",
    flags: { clientCertificate: files.cert, clientKey: files.key },
    args: [`--client-certificate=${files.cert}`, `--client-key=${files.key}`],
    is: { certificate: "jane" },
  },
  {
    name: "impersonation from the kubeconfig",
    user: { token: "t", ...everybody },
    is: { headers: ["authorization: Bearer t", ...alice] },
  },
  {
    name: "impersonation by flags, which replace the kubeconfig's groups",
    user: { token: "t", ...everybody },
    flags: { as: "bob", asGroup: ["testers"] },
    args: ["--as=bob", "--as-group=testers"],
    is: {
      headers: [
        "authorization: Bearer t",
        ...alice.slice(0, 3),
        "impersonate-group: testers",
        "impersonate-uid: 42",
        "impersonate-user: bob",
      ],
    },
  },
  {
    name: "--tls-server-name",
    user: { token: "t" },
    flags: { tlsServerName: "kubernetes.default.svc" },
    args: ["--tls-server-name=kubernetes.default.svc"],
    is: { ...bearer("t"), serverName: "kubernetes.default.svc" },
  },
  {
    name: "insecure-skip-tls-verify",
    cluster: { "insecure-skip-tls-verify": true, "certificate-authority": undefined },
    user: { token: "t" },
    is: bearer("t"),
  },
  {
    name: "an http server: no credentials in the clear, but impersonation",
    server: () => plain,
    cluster: { "certificate-authority": undefined },
    user: { token: "t", ...inlineJane, as: "alice" },
    is: { headers: ["impersonate-user: alice"] },
  },
  { name: "a credential plugin", user: { exec: execV1 }, is: bearer("4711-eu west") },
  {
    name: "a token beside a credential plugin: the token",
    user: { exec: execV1, token: "t" },
    is: bearer("t"),
  },
];

describe("the tool acts as the identity that kubectl acts as", () => {
  it.each(cases)("$name", async ({ cluster, user = {}, flags = {}, args = [], server, notJudged, is }) => {
    const target = server?.() ?? tls;
    const file = directory.write(
      "config",
      kubeconfig({ server: target.url, "certificate-authority": "ca.crt", ...cluster }, user),
    );
    const seen = identityOf(await ours(target, flags, { KUBECONFIG: file }));
    expect(seen).toEqual({ headers: [], certificate: undefined, serverName: undefined, ...is });
    if (!hasKubectl || notJudged) return;
    expect(identityOf(await theirs(target, args, { KUBECONFIG: file }))).toEqual(seen);
  });

  it("runs a credential plugin with the same ExecCredential", async () => {
    const extension = { name: "client.authentication.k8s.io/exec", extension: { audience: "prod" } };
    const user = { exec: execV1 };
    for (const [name, cluster] of Object.entries({
      files: { "certificate-authority": "ca.crt", "disable-compression": true, extensions: [extension] },
      inline: { "certificate-authority-data": base64(authority.certificate), "tls-server-name": "localhost" },
      insecure: { "insecure-skip-tls-verify": true },
    })) {
      const file = directory.write(`exec-${name}`, kubeconfig({ server: tls.url, ...cluster }, user));
      await ours(tls, { kubeconfig: file }, {});
      const seen = JSON.parse(readFileSync(directory.path("info"), "utf8"));
      expect(seen.spec).toMatchObject({ interactive: false, cluster: { server: tls.url } });
      if (!hasKubectl) continue;
      await theirs(tls, [`--kubeconfig=${file}`], {});
      expect(JSON.parse(readFileSync(directory.path("info"), "utf8"))).toEqual(seen);
    }
  });

  it("sends the flags for --cluster, --user and --server where kubectl sends them", async () => {
    const file = directory.write(
      "two",
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": "plain",
        clusters: [
          { name: "plain", cluster: { server: plain.url } },
          {
            name: "tls",
            cluster: { server: `${tls.url}/k8s/clusters/c-7xk2p/`, "certificate-authority": files.ca },
          },
        ],
        users: [
          { name: "jane", user: { token: "janes" } },
          { name: "robot", user: { token: "robots" } },
        ],
        contexts: [{ name: "plain", context: { cluster: "plain", user: "jane" } }],
      }),
    );
    const env = { KUBECONFIG: file };
    const seen = await ours(tls, { cluster: "tls", user: "robot" }, env);
    expect(seen?.path).toBe("/k8s/clusters/c-7xk2p/api/v1/nodes/gpu-0");
    expect(identityOf(seen)).toMatchObject(bearer("robots"));
    if (!hasKubectl) return;
    const judged = await theirs(tls, ["--cluster=tls", "--user=robot"], env);
    expect(identityOf(judged)).toEqual(identityOf(seen));
  });

  it("reads --server=host:port as kubectl does: https as soon as anything about TLS is said", async () => {
    const host = tls.url.replace("https://", "");
    const flags = { server: host, certificateAuthority: files.ca, token: "t" };
    expect(identityOf(await ours(tls, flags, {}))).toMatchObject(bearer("t"));
    expect(
      identityOf(await ours(plain, { server: plain.url.replace("http://", ""), token: "t" }, {})),
    ).toMatchObject({
      headers: [],
    });
  });

  it("reads the token file again when the server refuses the token", async () => {
    mkdirSync(directory.path("rotating"), { recursive: true });
    const token = directory.write("rotating/token", "old");
    const server = await startTls((request, response) => {
      if (request.headers.authorization === "Bearer new") return json(response, { kind: "Node" });
      writeFileSync(token, "new");
      json(response, { kind: "Status", reason: "Unauthorized", message: "Unauthorized", code: 401 }, 401);
    });
    const file = directory.write(
      "rotating/config",
      kubeconfig({ server: server.url, "certificate-authority": files.ca }, { tokenFile: "token" }),
    );
    expect(identityOf(await ours(server, { kubeconfig: file }, {}))).toMatchObject(bearer("old"));
    expect(server.requests.map((request) => request.headers.authorization)).toContain("Bearer new");
    await server.close();
  });
});
