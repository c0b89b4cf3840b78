import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { loadKubeconfig } from "../../../../src/source/cluster/kubeconfig/load.ts";
import { SourceError } from "../../../../src/source/source.ts";
import { kubeconfig, temporaryDirectory, testIo } from "../kubeconfigFile.ts";

const directory = temporaryDirectory();

const staging = `
apiVersion: v1
kind: Config
current-context: staging
clusters:
- name: staging
  cluster: {server: "https://staging:6443", certificate-authority: pki/ca.crt}
- name: shared
  cluster: {server: "https://first:6443"}
contexts:
- name: staging
  context: {cluster: staging, user: jane, namespace: logging}
users:
- name: jane
  user: {client-certificate: pki/jane.crt, client-key: /keys/jane.key, tokenFile: jane.token}
`;
const production = `
apiVersion: v1
kind: Config
current-context: production
clusters:
- name: production
  cluster: {server: "https://production:6443", insecure-skip-tls-verify: yes}
- name: shared
  cluster: {server: "https://second:6443", tls-server-name: second}
contexts:
- name: production
  context: {cluster: production, user: robot}
users:
- name: robot
  user:
    token: 012345
    as: jane
    as-uid: "7"
    as-groups: [developers]
    as-user-extra: {scopes: [view, logs]}
`;
const stagingFile = directory.write("staging/config", staging);
const productionFile = directory.write("production/config", production);

function load(list: string, explicit?: string) {
  return loadKubeconfig(explicit, testIo({ env: { KUBECONFIG: list } }));
}

describe("loading a kubeconfig", () => {
  it("merges the list: the first file to name something wins, missing files are ignored", () => {
    const config = load(`${directory.path("gone")}::${stagingFile}:${productionFile}:${stagingFile}`);
    expect(config.currentContext).toBe("staging");
    expect([...config.contexts.keys()].sort()).toEqual(["production", "staging"]);
    // An entry is taken whole: the second file's tls-server-name does not seep in.
    expect(config.clusters.get("shared")).toEqual({ server: "https://first:6443" });
  });

  it("makes relative paths absolute by the file that they stand in", () => {
    const config = load(`${stagingFile}:${productionFile}`);
    const base = dirname(stagingFile);
    expect(config.clusters.get("staging")?.certificateAuthority).toBe(`${base}/pki/ca.crt`);
    expect(config.users.get("jane")).toEqual({
      clientCertificate: `${base}/pki/jane.crt`,
      clientKey: "/keys/jane.key",
      tokenFile: `${base}/jane.token`,
    });
  });

  it("keeps what client-node drops: tokenFile, uid, groups and extra of the impersonated", () => {
    expect(load(productionFile).users.get("robot")).toEqual({
      // YAML 1.1: an octal number, which Kubernetes turns into text.
      token: "5349",
      impersonate: "jane",
      impersonateUid: "7",
      impersonateGroups: ["developers"],
      impersonateUserExtra: { scopes: ["view", "logs"] },
    });
    expect(load(productionFile).clusters.get("production")?.insecureSkipTlsVerify).toBe(true);
  });

  it("reads --kubeconfig alone, whatever the list says", () => {
    expect(load(stagingFile, productionFile).currentContext).toBe("production");
    expect(load(stagingFile, productionFile).contexts.has("staging")).toBe(false);
  });

  it("falls back to ~/.kube/config, and to nothing", () => {
    directory.write("home/.kube/config", staging);
    const io = testIo({ homedir: directory.path("home") });
    expect(loadKubeconfig(undefined, io).currentContext).toBe("staging");
    expect(loadKubeconfig("", testIo()).contexts.size).toBe(0);
  });

  it("warns when no file of the list is there", () => {
    const io = testIo({ env: { KUBECONFIG: "/gone/a:/gone/b" } });
    expect(loadKubeconfig(undefined, io).clusters.size).toBe(0);
    expect(io.written).toEqual(["warning: no file of $KUBECONFIG exists: /gone/a, /gone/b\n"]);
  });

  it("decodes inline data, line breaks and all", () => {
    const data = Buffer.from("-----BEGIN CERTIFICATE-----").toString("base64");
    const file = directory.write(
      "inline",
      kubeconfig({ "certificate-authority-data": `${data.slice(0, 8)}\n${data.slice(8)}` }),
    );
    expect(load(file).clusters.get("prod")?.certificateAuthorityData?.toString()).toBe(
      "-----BEGIN CERTIFICATE-----",
    );
  });

  it("reads an empty file as an empty kubeconfig", () => {
    expect(load(directory.write("empty", "")).contexts.size).toBe(0);
    expect(load(directory.write("comment", "# nothing\n")).contexts.size).toBe(0);
  });

  it("looks a plugin without a slash up on PATH, and another one by the file", () => {
    const exec = { apiVersion: "client.authentication.k8s.io/v1beta1", env: null, args: null };
    const file = directory.write("plugins/config", kubeconfig({}, { exec: { ...exec, command: "aws" } }));
    const own = directory.write("plugins/own", kubeconfig({}, { exec: { ...exec, command: "./login.sh" } }));
    expect(load(file).users.get("jane")?.exec).toMatchObject({
      command: "aws",
      interactiveMode: "IfAvailable",
    });
    expect(load(own).users.get("jane")?.exec?.command).toBe(directory.path("plugins/login.sh"));
  });

  it("keeps dates and clock times in a plugin's environment as text", () => {
    const text = `
users:
- name: jane
  user:
    exec:
      command: login
      apiVersion: client.authentication.k8s.io/v1
      interactiveMode: Never
      env:
      - {name: DATE, value: 2024-01-02}
      - {name: AT, value: 12:30:45}
      - {name: ACCOUNT, value: 123456789012345678901}
`;
    expect(load(directory.write("typed", text)).users.get("jane")?.exec?.env).toEqual([
      { name: "DATE", value: "2024-01-02" },
      { name: "AT", value: "12:30:45" },
      { name: "ACCOUNT", value: "123456789012345678901" },
    ]);
  });
});

describe("a kubeconfig that cannot be used", () => {
  it("names an explicit file that is missing as kubectl does", () => {
    expect(() => load("", "/gone/config")).toThrow(
      new SourceError("error: stat /gone/config: no such file or directory"),
    );
  });

  it.each([
    ["broken YAML", "clusters: [", /^error: error loading config file ".*": .*line 1/],
    ["a list", "[1]", /the file must be a mapping$/],
    ["another kind", "apiVersion: v1\nkind: Pod", /it is a Pod, not a kubeconfig$/],
    ["a name that comes twice", "clusters: [{name: c}, {name: c}]", /duplicate name "c" in clusters$/],
    [
      "bad base64",
      kubeconfig({ "certificate-authority-data": "%%%%" }),
      /certificate-authority-data is not base64$/,
    ],
    [
      "a mapping for text",
      "users: [{name: jane, user: {token: {a: b}}}]",
      /users\[0\]\.user\.token must be text$/,
    ],
    ["text for a flag", kubeconfig({ "insecure-skip-tls-verify": "maybe" }), /must be true or false$/],
  ])("%s", (_, text, message) => {
    const file = directory.write("unusable", text);
    expect(() => load(file)).toThrow(SourceError);
    expect(() => load(file)).toThrow(message);
    expect(() => load(file)).toThrow(`error: error loading config file "${file}": `);
  });

  it.each([
    ["a line that is not YAML", "users:\n- name: jane\n  user: {token: @s3cret}\n", "yaml: line 3: "],
    ["text without an end", 'users:\n- user:\n    token: "s3cret\n', "yaml: line "],
    ["a key that comes twice", "s3cret: 1\ns3cret: 2\n", "yaml: line 2: duplicate key"],
    ["an alias of nothing", "users: *s3cret\n", "yaml: an alias, a merge or a tag in it cannot be resolved"],
    ["a merge of text", "<<: s3cret\n", "yaml: an alias, a merge or a tag in it cannot be resolved"],
    ["JSON that is cut off", '{"users": [{"user": {"token": "s3cret', "yaml: line 1: "],
  ])("%s: the message says where, and quotes nothing of it", (_, text, fault) => {
    const file = directory.write("unusable", text);
    const prefix = `error: error loading config file "${file}": ${fault}`;
    expect(() => load(file)).toThrow(prefix);
    expect(() => load(file)).not.toThrow("s3cret");
  });

  it("names a file that is a directory", () => {
    mkdirSync(directory.path("directory"), { recursive: true });
    expect(() => load(directory.path("directory"))).toThrow(/read .*directory: is a directory$/);
  });
});
