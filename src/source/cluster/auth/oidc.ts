import { SourceError } from "../../source.ts";
import type { AuthProvider } from "../kubeconfig/kubeconfig.ts";
import type { Credentials } from "./credentials.ts";

/**
 * The identity token of the legacy `oidc` provider, refreshed at the identity provider when it has expired, by
 * client-node's KubeConfig. It is loaded only here: with undici in it, it more than doubles the time to start.
 *
 * Upstream: client-go plugin/pkg/client/auth/oidc/oidc.go (v1.36), which also writes the new token back to the
 * kubeconfig; this does not, as it only reads.
 */
export function oidcCredentials(provider: AuthProvider): Credentials {
  if (!provider.config["idp-issuer-url"]) throw new SourceError("error: Must provide idp-issuer-url");
  if (!provider.config["client-id"]) throw new SourceError("error: Must provide client-id");
  let token: Promise<string | undefined> | undefined;
  return {
    authorization: () => {
      token ??= tokenOf(provider);
      return token;
    },
  };
}

async function tokenOf(provider: AuthProvider): Promise<string | undefined> {
  const { KubeConfig } = await import("@kubernetes/client-node/dist/config.js");
  // Without an identity token client-node would not even try the refresh token; this one counts as expired.
  const settings = { ...provider.config, "id-token": provider.config["id-token"] || "none" };
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [{ name: "cluster", server: "https://cluster", skipTLSVerify: false }],
    users: [{ name: "user", authProvider: { name: provider.name, config: settings } }],
    contexts: [{ name: "context", cluster: "cluster", user: "user" }],
    currentContext: "context",
  });
  const options: { headers: { [name: string]: string } } = { headers: {} };
  try {
    await config.applyToHTTPSOptions(options);
  } catch (error) {
    const [line = ""] = String((error as Error).message).split("\n");
    throw new SourceError(`Unable to connect to the server: failed to refresh token: ${line}`);
  }
  const authorization = options.headers["Authorization"];
  if (authorization !== undefined) return authorization;
  throw new SourceError(
    "Unable to connect to the server: No valid id-token, and cannot refresh without refresh-token",
  );
}
