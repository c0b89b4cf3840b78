import { describe, expect, it } from "vitest";
import { withoutApiAccess } from "../../../src/rules/written/apiAccess.ts";

const name = "kube-api-access-x7k2p";
const projected = {
  defaultMode: 420,
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
    { configMap: { items: [{ key: "ca.crt", path: "ca.crt" }], name: "kube-root-ca.crt" } },
    {
      downwardAPI: {
        items: [{ fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" }, path: "namespace" }],
      },
    },
  ],
};
const volume = { name, projected };
const mount = { name, mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", readOnly: true };
const data = { name: "data", emptyDir: {} };
const dataMount = { name: "data", mountPath: "/data" };

describe("a Pod without the token that every Pod gets", () => {
  it("has neither the volume nor its mounts, in all its containers", () => {
    const spec = {
      containers: [
        { name: "grafana", volumeMounts: [dataMount, mount] },
        { name: "proxy", volumeMounts: [mount] },
      ],
      initContainers: [{ name: "migrate", volumeMounts: [mount] }, { name: "wait" }],
      volumes: [data, volume],
    };
    expect(withoutApiAccess(spec, {})).toStrictEqual({
      containers: [{ name: "grafana", volumeMounts: [dataMount] }, { name: "proxy" }],
      initContainers: [{ name: "migrate" }, { name: "wait" }],
      volumes: [data],
    });
  });

  it("has no volumes where that was the only one", () => {
    expect(
      withoutApiAccess({ containers: [{ name: "grafana", volumeMounts: [mount] }], volumes: [volume] }, {}),
    ).toStrictEqual({
      containers: [{ name: "grafana" }],
    });
  });

  it("is so too where a distribution adds a source", () => {
    const sources = [...projected.sources, { configMap: { name: "openshift-service-ca.crt" } }];
    expect(withoutApiAccess({ volumes: [{ name, projected: { sources } }] }, {})).toStrictEqual({});
  });

  it.each([
    ["a volume of another name", { volumes: [{ name: "token", projected }] }],
    ["a volume of that name with another content", { volumes: [{ name, emptyDir: {} }] }],
    [
      "a token for as long as somebody asked",
      { volumes: [{ name, projected: { sources: [{ serviceAccountToken: { path: "token" } }] } }] },
    ],
    [
      "a volume that is mounted elsewhere too",
      {
        containers: [{ name: "vault", volumeMounts: [mount, { name, mountPath: "/token" }] }],
        volumes: [volume],
      },
    ],
  ])("keeps %s", (_, spec) => {
    expect(withoutApiAccess(spec, {})).toBe(spec);
  });

  it("keeps a volume that came with the Pod", () => {
    const spec = { volumes: [volume] };
    const fieldsV1 = { "f:spec": { "f:volumes": { [`k:{"name":"${name}"}`]: {} } } };
    expect(withoutApiAccess(spec, { metadata: { managedFields: [{ fieldsV1 }] } })).toBe(spec);
  });
});
