import { describe, expect, it } from "vitest";
import type { PodSpec } from "../../../src/kube/objects.ts";
import { workload } from "../../rules/namespace.ts";
import { grafana, object, pointingAt, postgres } from "./pointing.ts";

const host = "postgres-0.postgres-headless.shop.svc.cluster.local";
const grafanaWith = (container: object, list: "containers" | "initContainers" = "containers") =>
  workload(
    "Deployment",
    "grafana",
    { app: "grafana" },
    {
      spec: { containers: [], [list]: [{ name: "grafana", ...container }] } as unknown as PodSpec,
    },
  );
const configMap = (data: object) => object("v1", "ConfigMap", "grafana", { data });

describe("what names pods of a StatefulSet that becomes another kind", () => {
  it.each([
    [
      "a variable",
      grafanaWith({
        env: [
          { name: "LEVEL", value: "info" },
          { name: "GF_DATABASE_HOST", value: host },
        ],
      }),
      "/spec/template/spec/containers/0/env/1/value",
      host,
    ],
    [
      "an argument",
      grafanaWith({ args: ["--log", `--db=${host}`] }),
      "/spec/template/spec/containers/0/args/1",
      `--db=${host}`,
    ],
    [
      "a command of an init container",
      grafanaWith({ command: ["pg_isready", "-h", "postgres-0"] }, "initContainers"),
      "/spec/template/spec/initContainers/0/command/2",
      "postgres-0",
    ],
    [
      "a ConfigMap, by the line",
      configMap({ "grafana.ini": `[database]\ntype = postgres\n  host = ${host}\nname = grafana\n` }),
      "/data/grafana.ini",
      `host = ${host}`,
    ],
    ["a key with a slash", configMap({ "a/b~c": "postgres-1" }), "/data/a~1b~0c", "postgres-1"],
  ])("%s", (_, one, path, value) => {
    expect(pointingAt(postgres(), "Deployment", one)).toMatchObject([
      { ref: { name: "grafana" }, path, value, by: "PodName", holds: false },
    ]);
  });

  it("says which, and what is there instead", () => {
    const effect = (to: Parameters<typeof pointingAt>[1], text: string) =>
      pointingAt(postgres(), to, configMap({ hosts: text }))[0]?.effect;
    expect(effect("Deployment", "postgres-0")).toBe(
      "names the pod `postgres-0`, which is gone then: a Deployment gives its pods no names that last, `postgres-headless` finds all of them",
    );
    expect(effect({ name: "postgres-18" }, "postgres-0 postgres-1 postgres-1")).toBe(
      "names the pods `postgres-0`, `postgres-1`, which are gone then: the new ones are called `postgres-18-0` and so on",
    );
    const many = [0, 1, 2, 3, 4].map((ordinal) => `postgres-${ordinal}.postgres-headless`).join();
    expect(effect("DaemonSet", many)).toContain("`postgres-0`, `postgres-1`, `postgres-2` and 2 more");
  });

  it("its own template too: a cluster's members know each other by name", () => {
    const set = postgres({
      template: { spec: { containers: [{ name: "postgres", args: ["--join=postgres-0"] }] } },
    });
    const [found] = pointingAt(set, "Deployment");
    expect(found).toMatchObject({ ref: { kind: "StatefulSet", name: "postgres" } });
    expect(found?.effect).toContain("which is gone then, in the template that is taken over:");
  });

  it.each([
    [
      "a variable that looks secret",
      grafanaWith({ env: [{ name: "DB_PASSWORD", value: "postgres-0" }] }),
      "<hidden>",
    ],
    [
      "an address with a password",
      grafanaWith({ env: [{ name: "DB", value: `postgres://shop:hunter2@${host}/shop` }] }),
      `postgres://shop:<hidden>@${host}/shop`,
    ],
    [
      "a password in a line",
      configMap({ "pgbouncer.ini": `shop = host=postgres-0 password=hunter2 pool_size=5\nadmin = hunter3` }),
      "shop = host=postgres-0 password=<hidden> pool_size=5",
    ],
    ["an argument behind a flag", grafanaWith({ args: ["--password", "postgres-0"] }), "<hidden>"],
  ])("hides %s", (_, one, value) => {
    expect(pointingAt(postgres(), "Deployment", one)).toMatchObject([{ value }]);
  });

  it("of a long line there is what is around the name", () => {
    const long = `${"a".repeat(500)} postgres-0 ${"b".repeat(500)}`;
    const [found] = pointingAt(postgres(), "Deployment", configMap({ hosts: long }));
    expect(found?.value).toMatch(/^…a+ postgres-0 b+…$/);
    expect(String(found?.value).length).toBeLessThan(105);
  });

  it("takes no time for a megabyte without a break", () => {
    const long = `${"a".repeat(1e6)} postgres-0`;
    const start = performance.now();
    expect(pointingAt(postgres(), "Deployment", configMap({ bundle: long }))).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it("nobody names pods of other kinds, nor of a StatefulSet that stays", () => {
    const naming = configMap({ hosts: "grafana-0 postgres-0" });
    expect(pointingAt(grafana(), "StatefulSet", naming)).toEqual([]);
    expect(pointingAt(postgres(), "StatefulSet", naming)).toEqual([]);
  });
});
