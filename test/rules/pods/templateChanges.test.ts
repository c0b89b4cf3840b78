import { describe, expect, it } from "vitest";
import type { PodTemplateSpec } from "../../../src/kube/objects.ts";
import { templateChanges } from "../../../src/rules/pods/templateChanges.ts";

const shop = { name: "shop", image: "shop:1.4" };

function template(container: object, spec: object = {}, metadata: object = {}): PodTemplateSpec {
  return {
    metadata: { labels: { app: "shop" }, ...metadata },
    spec: { containers: [{ ...shop, ...container }], ...spec },
  } as PodTemplateSpec;
}

/** Each case from one container, pod spec or metadata to another. */
const before = template({});

describe("what changed between two pod templates", () => {
  it.each<[string, PodTemplateSpec, PodTemplateSpec, object]>([
    [
      "an image",
      before,
      template({ image: "shop:1.5" }),
      { path: "spec.containers[shop].image", from: "shop:1.4", to: "shop:1.5" },
    ],
    [
      "kubectl rollout restart: an annotation whose key holds dots and a slash",
      before,
      template({}, {}, { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-11-25T04:00:00Z" } }),
      {
        path: "metadata.annotations[kubectl.kubernetes.io/restartedAt]",
        to: "2026-11-25T04:00:00Z",
      },
    ],
    [
      "restarted once more",
      template({}, {}, { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-11-24" } }),
      template({}, {}, { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-11-25" } }),
      {
        path: "metadata.annotations[kubectl.kubernetes.io/restartedAt]",
        from: "2026-11-24",
        to: "2026-11-25",
      },
    ],
    [
      "a limit",
      template({ resources: { limits: { memory: "1Gi", cpu: "1" } } }),
      template({ resources: { limits: { memory: "2Gi", cpu: "1000m" } } }),
      { path: "spec.containers[shop].resources.limits.memory", from: "1Gi", to: "2Gi" },
    ],
    [
      "a variable",
      template({ env: [{ name: "LOG_LEVEL", value: "info" }] }),
      template({ env: [{ name: "LOG_LEVEL", value: "debug" }] }),
      { path: "spec.containers[shop].env[LOG_LEVEL].value", from: "info", to: "debug" },
    ],
    [
      "a named port",
      template({ ports: [{ name: "http", containerPort: 80 }] }),
      template({ ports: [{ name: "http", containerPort: 8080 }] }),
      { path: "spec.containers[shop].ports[http].containerPort", from: 80, to: 8080 },
    ],
    [
      "a port without a name",
      template({ ports: [{ containerPort: 53, protocol: "TCP" }] }),
      template({
        ports: [
          { containerPort: 53, protocol: "TCP" },
          { containerPort: 53, protocol: "UDP" },
        ],
      }),
      { path: "spec.containers[shop].ports[53/UDP]", to: { containerPort: 53, protocol: "UDP" } },
    ],
    [
      "a mount, by where it is",
      template({ volumeMounts: [{ name: "data", mountPath: "/var/lib" }] }),
      template({ volumeMounts: [{ name: "cache", mountPath: "/var/lib" }] }),
      { path: "spec.containers[shop].volumeMounts[/var/lib].name", from: "data", to: "cache" },
    ],
    [
      "a probe that is new, as a whole",
      before,
      template({ livenessProbe: { httpGet: { port: "http" } } }),
      { path: "spec.containers[shop].livenessProbe", to: { httpGet: { port: "http" } } },
    ],
    [
      "arguments, as a whole",
      template({ args: ["serve", "--verbose"] }),
      template({ args: ["serve"] }),
      { path: "spec.containers[shop].args", from: ["serve", "--verbose"], to: ["serve"] },
    ],
    [
      "a toleration in front of another, which has not changed",
      template({}, { tolerations: [{ key: "gpu", operator: "Exists" }] }),
      template(
        {},
        {
          tolerations: [
            { key: "spot", operator: "Exists" },
            { key: "gpu", operator: "Exists" },
          ],
        },
      ),
      { path: "spec.tolerations[0]", to: { key: "spot", operator: "Exists" } },
    ],
    [
      "the order of variables, since one may refer to another",
      template({ env: [{ name: "HOST" }, { name: "URL", value: "http://$(HOST)" }] }),
      template({ env: [{ name: "URL", value: "http://$(HOST)" }, { name: "HOST" }] }),
      { path: "spec.containers[shop].env", from: ["HOST", "URL"], to: ["URL", "HOST"] },
    ],
    [
      "a field that is gone",
      template({}, { priorityClassName: "batch" }),
      before,
      { path: "spec.priorityClassName", from: "batch" },
    ],
  ])("%s", (_, from, to, change) => {
    expect(templateChanges(from, to)).toEqual([change]);
  });

  it("a variable is found by its name, though another was put before it", () => {
    const of = (...env: object[]) => template({ env });
    expect(
      templateChanges(
        of({ name: "LOG_LEVEL", value: "info" }),
        of({ name: "TZ", value: "UTC" }, { name: "LOG_LEVEL", value: "debug" }),
      ),
    ).toEqual([
      { path: "spec.containers[shop].env[LOG_LEVEL].value", from: "info", to: "debug" },
      { path: "spec.containers[shop].env[TZ]", to: { name: "TZ", value: "UTC" } },
    ]);
  });

  it("a container that is replaced: one is gone, one is new", () => {
    const sidecar = (name: string) => template({}, { containers: [shop, { name, image: `${name}:2` }] });
    expect(templateChanges(sidecar("fluentd"), sidecar("vector"))).toEqual([
      { path: "spec.containers[fluentd]", from: { name: "fluentd", image: "fluentd:2" } },
      { path: "spec.containers[vector]", to: { name: "vector", image: "vector:2" } },
    ]);
  });

  it.each<[string, PodTemplateSpec, PodTemplateSpec]>([
    [
      "a quantity written otherwise",
      template({ resources: { requests: { cpu: "1" } } }),
      template({ resources: { requests: { cpu: "1000m" } } }),
    ],
    ["an empty list", template({ env: [] }), before],
    ["limits that limit nothing", template({ resources: { limits: {} } }), before],
    ["the hash", template({}, {}, { labels: { app: "shop", "pod-template-hash": "6c5f67b5f7" } }), before],
  ])("%s is no change", (_, from, to) => {
    expect(templateChanges(from, to)).toEqual([]);
  });
});

describe("what looks secret is not shown", () => {
  it.each<[string, object, object, object]>([
    [
      "a variable",
      { env: [{ name: "DB_PASSWORD", value: "hunter2" }] },
      { env: [{ name: "DB_PASSWORD", value: "hunter3" }] },
      { path: "spec.containers[shop].env[DB_PASSWORD].value", from: "<hidden>", to: "<hidden>" },
    ],
    [
      "a variable that is new",
      { env: [{ name: "HOST", value: "db" }] },
      {
        env: [
          { name: "HOST", value: "db" },
          { name: "apiToken", value: "abc" },
        ],
      },
      { path: "spec.containers[shop].env[apiToken]", to: { name: "apiToken", value: "<hidden>" } },
    ],
    [
      "variables where there were none",
      {},
      { env: [{ name: "AWS_ACCESS_KEY_ID", value: "AKIA" }] },
      {
        path: "spec.containers[shop].env[AWS_ACCESS_KEY_ID]",
        to: { name: "AWS_ACCESS_KEY_ID", value: "<hidden>" },
      },
    ],
    [
      "a reference to a Secret is shown: it says where, not what",
      { env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "old" } } }] },
      { env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "new" } } }] },
      {
        path: "spec.containers[shop].env[DB_PASSWORD].valueFrom.secretKeyRef.key",
        from: "old",
        to: "new",
      },
    ],
    [
      "a password in a URL, whatever the variable is called",
      { env: [{ name: "DATABASE", value: "postgres://shop:hunter2@db-0:5432/shop" }] },
      { env: [{ name: "DATABASE", value: "postgres://shop:hunter2@db-1:5432/shop" }] },
      {
        path: "spec.containers[shop].env[DATABASE].value",
        from: "postgres://shop:<hidden>@db-0:5432/shop",
        to: "postgres://shop:<hidden>@db-1:5432/shop",
      },
    ],
    [
      "flags, in one text or two",
      { args: ["--db-password=hunter2", "--token", "abc", "--level", "3"] },
      { args: ["--db-password=hunter3", "--token", "abd", "--level", "4"] },
      {
        path: "spec.containers[shop].args",
        from: ["--db-password=<hidden>", "--token", "<hidden>", "--level", "3"],
        to: ["--db-password=<hidden>", "--token", "<hidden>", "--level", "4"],
      },
    ],
    [
      "in a shell's command",
      { command: ["sh", "-c", "SECRET=abc serve --password 'hunter 2' --verbose"] },
      { command: ["sh", "-c", "SECRET=abc serve"] },
      {
        path: "spec.containers[shop].command",
        from: ["sh", "-c", "SECRET=<hidden> serve --password <hidden> --verbose"],
        to: ["sh", "-c", "SECRET=<hidden> serve"],
      },
    ],
    [
      "a container that was named otherwise is shown as a whole, without them",
      { name: "web", env: [{ name: "TOKEN", value: "abc" }], args: ["--token=abc"] },
      { name: "shop" },
      {
        path: "spec.containers[web]",
        from: {
          name: "web",
          image: "shop:1.4",
          env: [{ name: "TOKEN", value: "<hidden>" }],
          args: ["--token=<hidden>"],
        },
      },
    ],
    [
      "the header that a probe sends",
      { livenessProbe: { httpGet: { httpHeaders: [{ name: "Authorization", value: "Bearer a" }] } } },
      { livenessProbe: { httpGet: { httpHeaders: [{ name: "Authorization", value: "Bearer b" }] } } },
      {
        path: "spec.containers[shop].livenessProbe.httpGet.httpHeaders[Authorization].value",
        from: "<hidden>",
        to: "<hidden>",
      },
    ],
  ])("%s", (_, from, to, change) => {
    expect(templateChanges(template(from), template(to))).toContainEqual(change);
  });

  it.each(["KEYCLOAK_URL", "MONKEY", "DB_PASSWORD_FILE", "--tls-private-key-file", "PASSENGER_PORT"])(
    "%s is no such name",
    (name) => {
      const of = (value: string) => template({ env: [{ name, value }] });
      expect(templateChanges(of("a"), of("b"))).toEqual([
        { path: `spec.containers[shop].env[${name}].value`, from: "a", to: "b" },
      ]);
    },
  );
});
