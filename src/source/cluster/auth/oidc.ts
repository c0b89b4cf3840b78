import { SourceError } from "../../source.ts";
import type { AuthProvider } from "../kubeconfig/kubeconfig.ts";
import type { Credentials } from "./credentials.ts";

/**
 * The identity token of the legacy `oidc` provider, while it is valid. Refreshing it means writing the new one
 * back to the kubeconfig, since many identity providers take a refresh token only once; kubectl does that, and
 * this only reads. So an expired token is an error that says to let kubectl refresh it.
 *
 * Upstream: client-go plugin/pkg/client/auth/oidc/oidc.go#idToken (v1.36)
 * @throws SourceError for a provider without issuer or client, as kubectl does
 */
export function oidcCredentials({ config }: AuthProvider): Credentials {
  if (!config["idp-issuer-url"]) throw new SourceError("error: Must provide idp-issuer-url");
  if (!config["client-id"]) throw new SourceError("error: Must provide client-id");
  return {
    authorization: async () => {
      const token = config["id-token"];
      if (token && !isExpired(token)) return `Bearer ${token}`;
      throw new SourceError(
        config["refresh-token"]
          ? "Unable to connect to the server: the id-token of the oidc provider has expired; any kubectl command, such as `kubectl version`, refreshes it"
          : "Unable to connect to the server: No valid id-token, and cannot refresh without refresh-token",
      );
    },
  };
}

/** Upstream: oidc.go#idTokenExpired. A token that cannot be read counts as expired. */
function isExpired(token: string): boolean {
  const [, payload = ""] = token.split(".");
  try {
    const { exp } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { exp?: unknown };
    return typeof exp !== "number" || exp * 1000 < Date.now();
  } catch {
    return true;
  }
}
