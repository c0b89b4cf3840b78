import { describe, expect, it } from "vitest";
import type { ConnectionFlags } from "../../../../src/source/cluster/connectionFlags.ts";
import { effectiveConfig } from "../../../../src/source/cluster/kubeconfig/effective.ts";
import type { Cluster, Kubeconfig, User } from "../../../../src/source/cluster/kubeconfig/kubeconfig.ts";
import { SourceError } from "../../../../src/source/source.ts";

function config(cluster: Cluster, user: User = {}): Kubeconfig {
  return {
    currentContext: "prod",
    clusters: new Map([["prod", cluster]]),
    users: new Map([["jane", user]]),
    contexts: new Map([["prod", { cluster: "prod", user: "jane" }]]),
  };
}

function of(cluster: Cluster, user: User, flags: ConnectionFlags) {
  return effectiveConfig(config(cluster, user), flags);
}

describe("flags over the kubeconfig", () => {
  const authority = Buffer.from("-----BEGIN CERTIFICATE-----");

  it("--insecure-skip-tls-verify clears the authority", () => {
    const { cluster } = of({ certificateAuthorityData: authority }, {}, { insecureSkipTlsVerify: true });
    expect(cluster).toEqual({ insecureSkipTlsVerify: true });
  });

  it("--insecure-skip-tls-verify=false leaves the kubeconfig's word", () => {
    const { cluster } = of({ insecureSkipTlsVerify: true }, {}, { insecureSkipTlsVerify: false });
    expect(cluster).toEqual({ insecureSkipTlsVerify: true });
  });

  it("--certificate-authority replaces inline data", () => {
    const file = import.meta.filename;
    const { cluster } = of({ certificateAuthorityData: authority }, {}, { certificateAuthority: file });
    expect(cluster).toEqual({ certificateAuthority: file });
  });

  it("--server clears the kubeconfig's tls-server-name", () => {
    const { cluster } = of({ server: "https://a", tlsServerName: "a.internal" }, {}, { server: "https://b" });
    expect(cluster).toEqual({ server: "https://b" });
  });

  it("--client-certificate and --client-key replace inline data", () => {
    const file = import.meta.filename;
    const user = { clientCertificateData: authority, clientKeyData: authority };
    expect(of({}, user, { clientCertificate: file, clientKey: file }).user).toEqual({
      clientCertificate: file,
      clientKey: file,
    });
  });

  it("--as-user-extra gathers the values of a key", () => {
    const flags = { as: "jane", asUserExtra: ["scopes=view", "scopes=logs", "example.com/team=a=b"] };
    expect(of({}, {}, flags).user.impersonateUserExtra).toEqual({
      scopes: ["view", "logs"],
      "example.com/team": ["a=b"],
    });
  });

  it("empty flags count as absent", () => {
    const { cluster, namespace } = of(
      { server: "https://a" },
      {},
      { server: "", namespace: "", context: "" },
    );
    expect(cluster.server).toBe("https://a");
    expect(namespace).toBeUndefined();
  });

  it("a context may name a cluster and a user that are not there", () => {
    const dangling: Kubeconfig = {
      ...config({}),
      contexts: new Map([["prod", { cluster: "nowhere", user: "nobody", namespace: "logging" }]]),
    };
    expect(effectiveConfig(dangling, {})).toMatchObject({ cluster: {}, user: {}, namespace: "logging" });
  });
});

describe("refused as kubectl refuses it", () => {
  it.each<[string, Cluster, User, ConnectionFlags, string]>([
    ["an unknown context", {}, {}, { context: "gone" }, 'error: context "gone" does not exist'],
    ["an unknown cluster", {}, {}, { cluster: "gone" }, 'error: cluster "gone" does not exist'],
    ["an unknown user", {}, {}, { user: "gone" }, 'error: auth info "gone" does not exist'],
    [
      "a token beside a password",
      {},
      { token: "t", username: "jane" },
      {},
      "Error in configuration: more than one authentication method found for jane; found [token basicAuth], only one is allowed",
    ],
    [
      "a certificate without a key",
      {},
      { clientCertificateData: Buffer.from("c") },
      {},
      "Error in configuration: client-key-data or client-key must be specified for jane to use the clientCert authentication method.",
    ],
    [
      "an authority that is not there",
      { certificateAuthority: "/gone/ca.crt" },
      {},
      {},
      "Error in configuration: unable to read certificate-authority /gone/ca.crt for prod due to open /gone/ca.crt: no such file or directory",
    ],
    [
      "groups without a user",
      {},
      {},
      { asGroup: ["ops"] },
      "Error in configuration: requesting uid, groups or user-extra for jane without impersonating a user",
    ],
    [
      "a plugin of version v1 that does not say whether it asks",
      {},
      {
        exec: {
          command: "aws",
          args: [],
          env: [],
          apiVersion: "client.authentication.k8s.io/v1",
          provideClusterInfo: false,
        },
      },
      {},
      "Error in configuration: interactiveMode must be specified for jane to use exec authentication plugin",
    ],
    [
      "a proxy of another kind",
      { proxyUrl: "ftp://proxy" },
      {},
      {},
      `Error in configuration: invalid 'proxy-url' "ftp://proxy" for cluster "prod": unsupported scheme "ftp", must be http, https, or socks5`,
    ],
  ])("%s", (_, cluster, user, flags, message) => {
    expect(() => of(cluster, user, flags)).toThrow(new SourceError(message));
  });

  it.each<[ConnectionFlags, string]>([
    [{ context: "prdo" }, 'error: context "prdo" does not exist; did you mean prod?'],
    [{ cluster: "prd" }, 'error: cluster "prd" does not exist; did you mean prod?'],
    [{ user: "jaen" }, 'error: auth info "jaen" does not exist; did you mean jane?'],
  ])("%j, with the name that is near", (flags, message) => {
    expect(() => of({}, {}, flags)).toThrow(new SourceError(message));
  });

  it("a current context that is not there", () => {
    const gone = { ...config({}), currentContext: "gone" };
    expect(() => effectiveConfig(gone, {})).toThrow(
      new SourceError("Error in configuration: context was not found for specified context: gone"),
    );
  });
});
