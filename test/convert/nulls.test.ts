import { describe, expect, it } from "vitest";
import { withNullsOf, withoutNulls } from "../../src/convert/nulls.ts";
import { run } from "../cli/run.ts";

/** As Helm writes one whose values are empty. */
const helm = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
  labels:
spec:
  replicas:
  strategy:
    rollingUpdate:
  selector:
    matchLabels: {app: web}
  template:
    metadata:
      annotations: # of the chart
      labels: {app: web}
    spec:
      initContainers:
      tolerations:
      nodeSelector:
      affinity:
      securityContext:
      volumes:
        - name: data
          emptyDir:
      containers:
        - name: web
          image: web:1
          command:
          args:
          ports:
          resources:
            limits:
          env:
            - name: EMPTY
              value:
        - name: side
          image: side:1
          env:
`;

describe("null, which the API server takes for what is not set", () => {
  it.each(["sts", "ds", "deploy"])("in any place of a Deployment to %s", async (to) => {
    const { stdout, stderr, exitCode } = await run(
      ["convert", "-f-", "--offline", "--to", to, "-o", "json"],
      {
        stdin: helm,
      },
    );
    expect([stderr, exitCode]).toEqual(["", 0]);
    expect(JSON.stringify(JSON.parse(stdout).objects)).not.toContain("null");
  });

  it("leaves its lines where they are, but those of a spec of another kind", async () => {
    const { stdout } = await run(["convert", "-f-", "--offline", "--to", "sts"], { stdin: helm });
    const removed = stdout.split("\n").filter((line) => /^-[^-]/.test(line));
    expect(removed).toEqual(["-kind: Deployment", "-  replicas:", "-  strategy:", "-    rollingUpdate:"]);
  });

  it("in what stands beside the workload", async () => {
    const service =
      "apiVersion: v1\nkind: Service\nmetadata: {name: web, labels: }\nspec:\n  selector:\n  ports:\n";
    const { stderr, exitCode } = await run(["convert", "-f-", "--offline", "--to", "sts", "-o", "yaml"], {
      stdin: `${helm}---\n${service}`,
    });
    expect([stderr, exitCode]).toEqual(["", 0]);
  });
});

describe("withoutNulls", () => {
  it("leaves items of lists, which are places", () => {
    expect(withoutNulls({ a: null, b: [null, { c: null }], d: { e: null } })).toEqual({
      b: [null, {}],
      d: {},
    });
  });

  it("gives what has none as it is", () => {
    const value = { a: [{ b: 1 }], c: {} };
    expect(withoutNulls(value)).toBe(value);
  });
});

describe("withNullsOf", () => {
  it("puts nothing over a value, and nothing into what is gone", () => {
    const before = { metadata: { labels: null, name: null }, gone: { a: null } };
    expect(withNullsOf(before, { metadata: { name: "web" } })).toEqual({
      metadata: { name: "web", labels: null },
    });
  });

  it("finds the items of lists by their names", () => {
    const before = {
      list: [
        { name: "a", x: null },
        { name: "b", y: null },
      ],
    };
    expect(withNullsOf(before, { list: [{ name: "b" }] })).toEqual({ list: [{ name: "b", y: null }] });
  });
});
