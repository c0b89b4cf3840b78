import type { Certificate } from "./certificates.ts";

export interface KubeconfigParts {
  readonly cluster: string;
  readonly server: string;
  /** The certificate authority, PEM in base64; undefined leaves it to the system's authorities. */
  readonly caData: string | undefined;
  readonly user: string;
  readonly credentials: { readonly token: string } | Certificate;
}

/** A kubeconfig with one cluster, one user and one context, `<user>@<cluster>`, which is current. */
export function kubeconfigText({ cluster, server, caData, user, credentials }: KubeconfigParts): string {
  const context = `${user}@${cluster}`;
  const lines = [
    "apiVersion: v1",
    "kind: Config",
    "clusters:",
    `- name: ${cluster}`,
    "  cluster:",
    `    server: ${server}`,
    ...(caData === undefined ? [] : [`    certificate-authority-data: ${caData}`]),
    "users:",
    `- name: ${user}`,
    "  user:",
    ...("token" in credentials
      ? [`    token: ${credentials.token}`]
      : [
          `    client-certificate-data: ${base64(credentials.certificate)}`,
          `    client-key-data: ${base64(credentials.key)}`,
        ]),
    "contexts:",
    `- name: ${context}`,
    "  context:",
    `    cluster: ${cluster}`,
    `    user: ${user}`,
    `current-context: ${context}`,
  ];
  return `${lines.join("\n")}\n`;
}

export function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
