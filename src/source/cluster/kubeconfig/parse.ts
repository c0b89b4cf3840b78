import { isAbsolute, join, sep } from "node:path";
import { parse as parseYaml, type Tags, YAMLParseError } from "yaml";
import { Fields } from "./fields.ts";
import type { AuthProvider, Cluster, Context, ExecConfig, Kubeconfig, User } from "./kubeconfig.ts";
import { emptyKubeconfig } from "./kubeconfig.ts";

/**
 * Reads the text of a kubeconfig, YAML or JSON, which lies in `directory` (absolute).
 *
 * Upstream: client-go tools/clientcmd/loader.go#Load and #ResolveLocalPaths (v1.36)
 * @throws Error saying what is wrong in it; the caller names the file
 */
export function parseKubeconfig(text: string, directory: string): Kubeconfig {
  const document = readDocument(text);
  if (document === null || document === undefined) return emptyKubeconfig;
  const fields = Fields.of(document, "the file");
  const kind = fields.text("kind");
  if (kind !== undefined && kind !== "Config") throw new Error(`it is a ${kind}, not a kubeconfig`);
  const absolute = (file: string | undefined) =>
    file === undefined || isAbsolute(file) ? file : join(directory, file);
  const currentContext = fields.text("current-context");
  return {
    ...(currentContext && { currentContext }),
    clusters: fields.named("clusters", (entry) => readCluster(entry.fields("cluster"), absolute)),
    users: fields.named("users", (entry) => readUser(entry.fields("user"), absolute)),
    contexts: fields.named("contexts", (entry) => readContext(entry.fields("context"))),
  };
}

type Absolute = (file: string | undefined) => string | undefined;

function readContext(fields: Fields): Context {
  return present({
    cluster: fields.text("cluster"),
    user: fields.text("user"),
    namespace: fields.text("namespace"),
  });
}

function readCluster(fields: Fields, absolute: Absolute): Cluster {
  const extension = fields
    .list("extensions")
    .find((entry) => entry.text("name") === "client.authentication.k8s.io/exec");
  return present({
    server: fields.text("server"),
    tlsServerName: fields.text("tls-server-name"),
    insecureSkipTlsVerify: fields.flag("insecure-skip-tls-verify"),
    certificateAuthority: absolute(fields.text("certificate-authority")),
    certificateAuthorityData: fields.bytes("certificate-authority-data"),
    proxyUrl: fields.text("proxy-url"),
    disableCompression: fields.flag("disable-compression"),
    execConfig: extension?.value("extension"),
  });
}

function readUser(fields: Fields, absolute: Absolute): User {
  return present({
    clientCertificate: absolute(fields.text("client-certificate")),
    clientCertificateData: fields.bytes("client-certificate-data"),
    clientKey: absolute(fields.text("client-key")),
    clientKeyData: fields.bytes("client-key-data"),
    token: fields.text("token"),
    tokenFile: absolute(fields.text("tokenFile")),
    username: fields.text("username"),
    password: fields.text("password"),
    impersonate: fields.text("as"),
    impersonateUid: fields.text("as-uid"),
    impersonateGroups: fields.texts("as-groups"),
    impersonateUserExtra: fields.textLists("as-user-extra"),
    authProvider: fields.has("auth-provider") ? readAuthProvider(fields.fields("auth-provider")) : undefined,
    exec: fields.has("exec") ? readExec(fields.fields("exec"), absolute) : undefined,
  });
}

function readAuthProvider(fields: Fields): AuthProvider {
  return { name: fields.text("name") ?? "", config: fields.textMap("config") };
}

function readExec(fields: Fields, absolute: Absolute): ExecConfig {
  const command = fields.text("command") ?? "";
  const apiVersion = fields.text("apiVersion");
  // The versions before v1 did not have the field.
  const interactiveMode =
    fields.text("interactiveMode") ?? (apiVersion?.endsWith("beta1") ? "IfAvailable" : undefined);
  return present({
    // A bare name is looked up on PATH.
    command: command.includes("/") || command.includes(sep) ? (absolute(command) ?? "") : command,
    args: fields.texts("args") ?? [],
    env: fields
      .list("env")
      .map((entry) => ({ name: entry.text("name") ?? "", value: entry.text("value") ?? "" })),
    apiVersion,
    installHint: fields.text("installHint"),
    provideClusterInfo: fields.flag("provideClusterInfo") ?? false,
    interactiveMode,
  });
}

/** YAML as Kubernetes reads it: 1.1's booleans and octals, but dates and `12:30:45` stay text. */
function readDocument(text: string): unknown {
  if (text.trimStart().startsWith("{")) {
    try {
      return JSON.parse(text);
    } catch {
      // Braces are YAML as well.
    }
  }
  try {
    return parseYaml(text, {
      version: "1.1",
      intAsBigInt: true,
      logLevel: "error",
      customTags: (tags: Tags) =>
        tags.filter(
          (tag) =>
            typeof tag === "string" ||
            (!("format" in tag && tag.format === "TIME") && tag.tag !== "tag:yaml.org,2002:timestamp"),
        ),
    });
  } catch (error) {
    throw new Error(`yaml: ${yamlFault(error)}`);
  }
}

/** Where and what, such as `line 7: tab as indent`. What the parser says quotes the file, which holds secrets. */
function yamlFault(error: unknown): string {
  if (!(error instanceof YAMLParseError)) return "an alias, a merge or a tag in it cannot be resolved";
  const line = error.linePos?.[0].line;
  return `${line === undefined ? "" : `line ${line}: `}${error.code.toLowerCase().replaceAll("_", " ")}`;
}

/** Without the properties that are undefined. */
function present<T extends object>(object: { [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
