import { describe, expect, it } from "vitest";
import { credentialsOf } from "../../../../src/source/cluster/auth/credentialsOf.ts";
import type { AuthProvider } from "../../../../src/source/cluster/kubeconfig/kubeconfig.ts";
import { testIo } from "../kubeconfigFile.ts";

function credentials(authProvider: AuthProvider) {
  const target = { namespace: "default", cluster: {}, server: "https://prod", user: { authProvider } };
  return credentialsOf(target, undefined, testIo());
}

/** Unsigned, which is enough for who only looks at when it expires. */
function jwt(expires: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ exp: expires, sub: "jane" })}.c2lnbmF0dXJl`;
}

const later = Math.floor(Date.now() / 1000) + 3600;
const earlier = later - 7200;

describe("legacy auth providers", () => {
  it.each([
    ["gcp", /^error: The gcp auth plugin has been removed\. Please use the "gke-gcloud-auth-plugin"/],
    ["azure", /^error: The azure auth plugin has been removed\. Please use the .*kubelogin/],
    ["openstack", /^error: no Auth Provider found for name "openstack"$/],
    ["oidc", /^error: Must provide idp-issuer-url$/],
  ])("%s is refused in kubectl's words", (name, message) => {
    expect(() => credentials({ name, config: {} })).toThrow(message);
  });

  it("oidc sends a token that is still good, without asking anybody", async () => {
    const token = jwt(later);
    const config = { "idp-issuer-url": "https://idp.invalid", "client-id": "kubectl", "id-token": token };
    expect(await credentials({ name: "oidc", config }).authorization()).toBe(`Bearer ${token}`);
  });

  it("oidc that can neither use nor refresh its token is an error", async () => {
    const config = {
      "idp-issuer-url": "https://idp.invalid",
      "client-id": "kubectl",
      "id-token": jwt(earlier),
    };
    await expect(credentials({ name: "oidc", config }).authorization()).rejects.toThrow(
      "Unable to connect to the server: No valid id-token, and cannot refresh without refresh-token",
    );
  });

  it("oidc whose token has expired says who refreshes it, and asks nobody", async () => {
    const config = {
      "idp-issuer-url": "https://idp.invalid",
      "client-id": "kubectl",
      "id-token": jwt(earlier),
      "refresh-token": "refresh",
    };
    await expect(credentials({ name: "oidc", config }).authorization()).rejects.toThrow(
      "the id-token of the oidc provider has expired; any kubectl command, such as `kubectl version`, refreshes it",
    );
  });

  it.each([
    ["no token", ""],
    ["no JSON in it", "a.b.c"],
    ["no expiry", `a.${Buffer.from("{}").toString("base64url")}.c`],
  ])("oidc whose token is not one counts as expired: %s", async (_, token) => {
    const config = { "idp-issuer-url": "https://idp.invalid", "client-id": "kubectl", "id-token": token };
    await expect(credentials({ name: "oidc", config }).authorization()).rejects.toThrow("No valid id-token");
  });
});
