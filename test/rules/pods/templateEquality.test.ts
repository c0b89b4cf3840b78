import { describe, expect, it } from "vitest";
import type { PodTemplateSpec } from "../../../src/kube/objects.ts";
import { templatesEqualIgnoringHash } from "../../../src/rules/pods/templateEquality.ts";

const container = { name: "nginx", image: "nginx:1.27" };

function template(container_: object, spec: object = {}, metadata: object = {}): PodTemplateSpec {
  return {
    metadata: { labels: { app: "web" }, ...metadata },
    spec: { containers: [container_], ...spec },
  } as PodTemplateSpec;
}

/** Upstream: pkg/controller/deployment/util/deployment_util_test.go#TestEqualIgnoreHash (v1.36) */
describe("templates that are equal but for the hash label", () => {
  const web = template(container);
  it.each([
    [
      "the label pod-template-hash",
      template(container, {}, { labels: { app: "web", "pod-template-hash": "6c5" } }),
    ],
    ["no annotations, written as none", template(container, {}, { annotations: {} })],
    [
      "a creationTimestamp of null, as servers before 1.34 write it",
      template(container, {}, { creationTimestamp: null }),
    ],
    ["no resources", template({ ...container, resources: {} })],
    ["an empty list", template({ ...container, env: [] }, { tolerations: [] })],
  ])("%s", (_, other) => {
    expect(templatesEqualIgnoringHash(web, other)).toBe(true);
    expect(templatesEqualIgnoringHash(other, web)).toBe(true);
  });

  it.each([
    ["cpu", "1", "1000m"],
    ["memory", "1Gi", "1073741824"],
  ])("a quantity by its value: %s %s is %s", (name, a, b) => {
    const of = (value: string) => template({ ...container, resources: { limits: { [name]: value } } });
    expect(templatesEqualIgnoringHash(of(a), of(b))).toBe(true);
  });

  it("the size of an emptyDir by its value", () => {
    const of = (sizeLimit: string) =>
      template(container, { volumes: [{ name: "tmp", emptyDir: { sizeLimit } }] });
    expect(templatesEqualIgnoringHash(of("1Gi"), of("1024Mi"))).toBe(true);
    expect(templatesEqualIgnoringHash(of("1Gi"), of("1G"))).toBe(false);
  });
});

describe("templates that differ", () => {
  const web = template(container);
  it.each([
    ["another image", template({ ...container, image: "nginx:1.28" })],
    [
      "an annotation, as kubectl rollout restart sets it",
      template(container, {}, { annotations: { restartedAt: "now" } }),
    ],
    ["another label", template(container, {}, { labels: { app: "shop" } })],
    ["a second container", template(container, { containers: [container, { ...container, name: "log" }] })],
    ["a limit that is not there", template({ ...container, resources: { limits: { cpu: "1" } } })],
    ["an affinity that says nothing is still one", template(container, { affinity: {} })],
  ])("%s", (_, other) => {
    expect(templatesEqualIgnoringHash(web, other)).toBe(false);
    expect(templatesEqualIgnoringHash(other, web)).toBe(false);
  });

  it("a port as a number and as text", () => {
    const of = (port: number | string) => template({ ...container, livenessProbe: { httpGet: { port } } });
    expect(templatesEqualIgnoringHash(of(80), of("80"))).toBe(false);
  });

  it("the order of variables", () => {
    const of = (...names: string[]) => template({ ...container, env: names.map((name) => ({ name })) });
    expect(templatesEqualIgnoringHash(of("A", "B"), of("B", "A"))).toBe(false);
  });

  it("a label that looks like a quantity", () => {
    const of = (sizeLimit: string) => template(container, {}, { labels: { sizeLimit } });
    expect(templatesEqualIgnoringHash(of("1Gi"), of("1024Mi"))).toBe(false);
  });
});
