import { describe, expect, it } from "vitest";
import { imagePullPolicy } from "../../../../src/rules/written/defaults/imagePullPolicy.ts";

const sha = `sha256:${"0a".repeat(32)}`;

describe("the pull policy of an image that has none", () => {
  it.each([
    ["nginx", "Always"],
    ["nginx:latest", "Always"],
    ["grafana/grafana", "Always"],
    ["registry.example:5000/shop/api", "Always"],
    ["registry.example:5000/shop/api:latest", "Always"],
    ["localhost/api", "Always"],
    ["[2001:db8::1]:5000/shop/api", "Always"],
    ["Registry.Example/shop/api", "Always"],
    [`nginx:latest@${sha}`, "Always"],
    ["nginx:1.29", "IfNotPresent"],
    ["nginx:Latest", "IfNotPresent"],
    ["registry.example:5000/shop/api:1.4", "IfNotPresent"],
    ["gcr.io/shop/latest:v1", "IfNotPresent"],
    [`redis@${sha}`, "IfNotPresent"],
    [`redis:8@${sha}`, "IfNotPresent"],
    ["fluent/fluentd__edge:v1.19-1", "IfNotPresent"],
    // No reference at all, and so without a tag.
    ["", "IfNotPresent"],
    [undefined, "IfNotPresent"],
    ["Grafana", "IfNotPresent"],
    ["shop/Grafana:latest", "IfNotPresent"],
    ["nginx:", "IfNotPresent"],
    ["nginx latest", "IfNotPresent"],
    ["https://registry.example/api", "IfNotPresent"],
    ["redis:latest@sha256:abc", "IfNotPresent"],
    [`redis:latest@md5:${"0a".repeat(16)}`, "IfNotPresent"],
    ["0a".repeat(32), "IfNotPresent"],
    [`${"a/".repeat(130)}a:latest`, "IfNotPresent"],
    // As long as a name may be, and one more.
    ["a".repeat(247), "Always"],
    ["a".repeat(248), "IfNotPresent"],
    [`shop/${"a".repeat(250)}`, "Always"],
    [`shop/${"a".repeat(251)}`, "IfNotPresent"],
    [`registry.example/${"a".repeat(255)}`, "Always"],
    [`index.docker.io/${"a".repeat(248)}`, "IfNotPresent"],
  ])("%s: %s", (image, expected) => {
    expect(imagePullPolicy(image)).toBe(expected);
  });
});
