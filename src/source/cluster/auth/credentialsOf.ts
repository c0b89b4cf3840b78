import { SourceError } from "../../source.ts";
import type { ClusterIo } from "../clusterIo.ts";
import type { AuthProvider } from "../kubeconfig/kubeconfig.ts";
import type { Target } from "../kubeconfig/target.ts";
import { anonymous, type Credentials } from "./credentials.ts";
import { execCredentials } from "./exec.ts";
import { oidcCredentials } from "./oidc.ts";
import { basicAuth, staticToken, tokenFile } from "./tokens.ts";

/**
 * How the user of a target logs in. Files and plugins are not touched before the first request.
 *
 * Upstream: client-go transport/round_trippers.go#HTTPWrappersForConfig, and that a plugin is not run next to
 * other credentials: plugin/pkg/client/auth/exec/exec.go#UpdateTransportConfig (v1.36)
 * @throws SourceError for a provider that kubectl has not got either
 */
export function credentialsOf(target: Target, authority: Buffer | undefined, io: ClusterIo): Credentials {
  const { token, tokenFile: file, username, password, authProvider, exec } = target.user;
  const { clientCertificate, clientCertificateData } = target.user;
  const provided = authProvider && providerCredentials(authProvider);
  if (file) return tokenFile(file, token);
  if (token) return staticToken(token);
  if (username || password) return basicAuth(username ?? "", password ?? "");
  if (provided) return provided;
  if (exec && !clientCertificate && !clientCertificateData) {
    return execCredentials(exec, target, authority, io);
  }
  return anonymous;
}

/** Upstream: client-go plugin/pkg/client/auth/{gcp,azure}_stubs.go */
function providerCredentials(provider: AuthProvider): Credentials {
  switch (provider.name) {
    case "oidc":
      return oidcCredentials(provider);
    case "gcp":
      throw new SourceError(
        'error: The gcp auth plugin has been removed. Please use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead. See https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke for further details',
      );
    case "azure":
      throw new SourceError(
        "error: The azure auth plugin has been removed. Please use the https://github.com/Azure/kubelogin kubectl/client-go credential plugin instead. See https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins for further details",
      );
    default:
      throw new SourceError(`error: no Auth Provider found for name "${provider.name}"`);
  }
}
