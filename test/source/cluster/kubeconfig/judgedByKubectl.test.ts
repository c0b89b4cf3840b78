import { describe, expect, it } from "vitest";
import type { ConnectionFlags } from "../../../../src/source/cluster/connectionFlags.ts";
import { effectiveConfig } from "../../../../src/source/cluster/kubeconfig/effective.ts";
import { loadKubeconfig } from "../../../../src/source/cluster/kubeconfig/load.ts";
import { SourceError } from "../../../../src/source/source.ts";
import { temporaryDirectory, testIo } from "../kubeconfigFile.ts";
import { hasKubectl, kubectl } from "../kubectl.ts";

const directory = temporaryDirectory();
const authority = directory.write("ca.crt", "-----BEGIN CERTIFICATE-----\n");

const first = directory.write(
  "a/config",
  `
apiVersion: v1
kind: Config
clusters:
- name: staging
  cluster: {server: "https://staging:6443", certificate-authority: ${authority}, tls-server-name: staging.internal}
- name: shared
  cluster: {server: "https://first:6443/k8s/clusters/c-7xk2p"}
users:
- name: jane
  user: {token: janes-token}
`,
);
const second = directory.write(
  "b/config",
  `
apiVersion: v1
kind: Config
current-context: staging
clusters:
- name: shared
  cluster: {server: "https://second:6443", insecure-skip-tls-verify: true, disable-compression: true}
users:
- name: jane
  user: {token: another-token, as: root}
- name: robot
  user: {username: robot, password: "1234", as: jane, as-groups: [developers, ops], as-user-extra: {scopes: [view]}}
contexts:
- name: staging
  context: {cluster: staging, user: jane, namespace: logging}
- name: dangling
  context: {cluster: nowhere, user: nobody}
`,
);
const third = directory.write(
  "c/config",
  `
apiVersion: v1
kind: Config
current-context: shared
contexts:
- name: staging
  context: {cluster: shared, user: robot, namespace: other}
- name: shared
  context: {cluster: shared, user: robot}
`,
);
const list = [directory.path("gone"), first, second, third, first].join(":");

interface View {
  readonly clusters: readonly { readonly cluster: Record<string, unknown> }[] | null;
  readonly users: readonly { readonly user: Record<string, unknown> }[] | null;
  readonly contexts: readonly { readonly context: { readonly namespace?: string } }[] | null;
  readonly "current-context": string;
}

describe.skipIf(!hasKubectl)("`kubectl config view --minify --raw` says the same of", () => {
  it.each<[string, ConnectionFlags, readonly string[]]>([
    ["the list's own context", {}, []],
    ["--context", { context: "shared" }, ["--context=shared"]],
    [
      "a context of the third file that the second has as well",
      { context: "staging" },
      ["--context=staging"],
    ],
  ])("%s", async (_, flags, args) => {
    const io = testIo({ env: { KUBECONFIG: list } });
    const effective = effectiveConfig(loadKubeconfig(undefined, io), flags);
    const { stdout, stderr } = await kubectl(["config", "view", "--minify", "--raw", "-o", "json", ...args], {
      KUBECONFIG: list,
    });
    expect(stderr).toBe("");
    const view = JSON.parse(stdout) as View;
    const { cluster, user } = effective;
    expect({
      context: effective.contextName,
      namespace: effective.namespace,
      cluster: {
        server: cluster.server,
        "certificate-authority": cluster.certificateAuthority,
        "insecure-skip-tls-verify": cluster.insecureSkipTlsVerify,
        "tls-server-name": cluster.tlsServerName,
        "disable-compression": cluster.disableCompression,
      },
      user: {
        token: user.token,
        username: user.username,
        password: user.password,
        as: user.impersonate,
        "as-uid": user.impersonateUid,
        "as-groups": user.impersonateGroups,
        "as-user-extra": user.impersonateUserExtra,
      },
    }).toEqual({
      context: view["current-context"],
      namespace: view.contexts?.[0]?.context.namespace,
      cluster: { ...view.clusters?.[0]?.cluster },
      user: { ...view.users?.[0]?.user },
    });
  });

  it.each([
    ["a context", { context: "gone" }, ["--context=gone"]],
    ["a cluster", { cluster: "gone" }, ["--cluster=gone"]],
    ["a user", { user: "gone" }, ["--user=gone"]],
  ])("%s that does not exist", async (_, flags, args) => {
    const config = loadKubeconfig(undefined, testIo({ env: { KUBECONFIG: list } }));
    const { stderr } = await kubectl(["get", "--raw", "/version", ...args], { KUBECONFIG: list });
    expect(() => effectiveConfig(config, flags)).toThrow(new SourceError(stderr.trim()));
  });
});
