import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findTarget } from "../../../../src/source/cluster/kubeconfig/target.ts";
import { kubeconfig, temporaryDirectory, testIo } from "../kubeconfigFile.ts";

const directory = temporaryDirectory();
directory.write("serviceaccount/token", "pod-token\n");
directory.write("serviceaccount/ca.crt", "-----BEGIN CERTIFICATE-----\n");
directory.write("serviceaccount/namespace", "logging\n");
const inPod = {
  env: { KUBERNETES_SERVICE_HOST: "10.96.0.1", KUBERNETES_SERVICE_PORT: "443" },
  serviceAccountDirectory: directory.path("serviceaccount"),
};
const file = directory.write("config", kubeconfig({ server: "https://prod:6443" }, { token: "t" }));

describe("which cluster is read", () => {
  it("is localhost:8080 when nothing names one, as with kubectl", () => {
    expect(findTarget({}, testIo())).toEqual({
      namespace: "default",
      cluster: {},
      user: {},
      server: "http://localhost:8080",
    });
  });

  it("is $KUBERNETES_MASTER when nothing else names one", () => {
    const io = testIo({ env: { KUBERNETES_MASTER: "http://10.0.0.1:8080" } });
    expect(findTarget({}, io).server).toBe("http://10.0.0.1:8080");
  });

  it("is the pod's own when there is no kubeconfig", () => {
    expect(findTarget({}, testIo(inPod))).toEqual({
      namespace: "logging",
      cluster: {
        server: "https://10.96.0.1:443",
        certificateAuthority: directory.path("serviceaccount/ca.crt"),
      },
      user: { tokenFile: directory.path("serviceaccount/token") },
      server: "https://10.96.0.1:443",
    });
  });

  it("puts an IPv6 service address in brackets", () => {
    const env = { KUBERNETES_SERVICE_HOST: "fd00::1", KUBERNETES_SERVICE_PORT: "443" };
    expect(findTarget({}, testIo({ ...inPod, env })).server).toBe("https://[fd00::1]:443");
  });

  it("takes flags over the service account", () => {
    const { user, namespace } = findTarget({ token: "mine", as: "jane", namespace: "web" }, testIo(inPod));
    expect(user).toEqual({ token: "mine", impersonate: "jane" });
    expect(namespace).toBe("web");
  });

  it("is the kubeconfig's in a pod as well, but the namespace is the pod's unless the context has one", () => {
    const target = findTarget({ kubeconfig: file }, testIo(inPod));
    expect(target).toMatchObject({ context: "prod", server: "https://prod:6443", namespace: "logging" });
    const own = directory.write("own", kubeconfig({ server: "https://prod" }, {}, { namespace: "default" }));
    expect(findTarget({ kubeconfig: own }, testIo(inPod)).namespace).toBe("default");
  });

  it("prefers $POD_NAMESPACE to the mounted one", () => {
    const env = { ...inPod.env, POD_NAMESPACE: "monitoring" };
    expect(findTarget({}, testIo({ ...inPod, env })).namespace).toBe("monitoring");
  });

  it("is not the pod's without a token", () => {
    const io = testIo({ ...inPod, serviceAccountDirectory: "/nonexistent" });
    expect(findTarget({}, io).server).toBe("http://localhost:8080");
  });

  it("is not the pod's when the token cannot even be looked at", () => {
    // As when it is forbidden, but for root as well.
    const serviceAccountDirectory = directory.path("endless");
    mkdirSync(serviceAccountDirectory, { recursive: true });
    symlinkSync("token", join(serviceAccountDirectory, "token"));
    expect(findTarget({}, testIo({ ...inPod, serviceAccountDirectory })).server).toBe(
      "http://localhost:8080",
    );
  });
});
