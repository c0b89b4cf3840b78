import { afterEach, describe, expect, it } from "vitest";
import { pods, scaledObjects, verticalPodAutoscalers } from "../../../src/kube/resources.ts";
import { openCluster } from "../../../src/source/cluster/clusterSource.ts";
import { authority, type Handler, json, startTls, status } from "./fakeApiServer.ts";
import { temporaryDirectory, testIo } from "./kubeconfigFile.ts";

const ca = temporaryDirectory().write("ca.crt", authority.certificate);
const namespace = "shop";
const wanted = [
  { resource: pods, namespace },
  { resource: scaledObjects, namespace },
  { resource: verticalPodAutoscalers, namespace },
];

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function collect(handler: Handler) {
  const server = await startTls((request, response, number) => {
    if (request.path === "/version") return json(response, { gitVersion: "v1.36.3" });
    handler(request, response, number);
  });
  const source = await openCluster({ server: server.url, certificateAuthority: ca, token: "t" }, testIo());
  opened.push(source, server);
  const { results } = await source.collect(() => wanted);
  return { results, asked: server.requests.map(({ path }) => path.split("?")[0]) };
}

describe("what is not part of Kubernetes itself", () => {
  it("is not asked for where the server has no such API: there are none", async () => {
    const { results, asked } = await collect(({ path }, response) => {
      if (path === "/apis") return json(response, { groups: [{ name: "apps" }, { name: "keda.sh" }] });
      json(response, { items: [{ metadata: { name: "web" } }] });
    });
    expect(results.map(({ objects }) => objects?.length)).toEqual([1, 1, 0]);
    expect(asked).toContain("/apis/keda.sh/v1alpha1/namespaces/shop/scaledobjects");
    expect(asked.filter((path) => path?.includes("verticalpodautoscalers"))).toEqual([]);
    expect(asked.filter((path) => path === "/apis")).toHaveLength(1);
  });

  it("is none where the server has the group, but not this resource or version of it", async () => {
    const { results } = await collect(({ path }, response) => {
      if (path === "/apis")
        return json(response, { groups: [{ name: "keda.sh" }, { name: "autoscaling.k8s.io" }] });
      if (path.startsWith("/api/v1/")) return json(response, { items: [] });
      status(response, 404, "NotFound", "the server could not find the requested resource");
    });
    expect(results.map(({ objects, failure }) => failure ?? objects?.length)).toEqual([0, 0, 0]);
  });

  it("is asked for where the server does not tell its APIs, and may fail as any read", async () => {
    const { results } = await collect(({ path }, response) => {
      if (path.startsWith("/api/v1/")) return json(response, { items: [] });
      status(response, 403, "Forbidden", "not for you");
    });
    expect(results.map(({ failure }) => failure?.reason)).toEqual([undefined, "Forbidden", "Forbidden"]);
  });
});
