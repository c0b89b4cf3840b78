import { expect, it } from "vitest";
import type { ReplicaSetFacts } from "../../../src/explanation/deploymentFacts.ts";
import { print } from "../../../src/render/layout/print.ts";
import { revisionBlocks } from "../../../src/render/table/revisionBlocks.ts";
import { web } from "../../findings/healthy.ts";

const style = { color: false, width: 100, wide: false, unicode: true };
const changes = [
  { path: "spec.containers[web].image", from: "web:1.0", to: "web:1.1" },
  { path: "spec.containers[web].env[LOG_LEVEL]", to: "debug" },
  { path: "spec.containers[web].resources.limits.cpu", from: "500m" },
  { path: "spec.containers[web].args", from: ["serve"], to: ["serve", `--flags=${"x".repeat(80)}`] },
  { path: "metadata.labels.tier", to: "front" },
];

function page(change: (current: ReplicaSetFacts) => Partial<ReplicaSetFacts>, revisions = false): string {
  const { facts } = web(({ replicaSets }) => ({
    replicaSets: replicaSets.map((each) => (each.current ? { ...each, ...change(each) } : each)),
  }));
  return print(revisionBlocks(facts, { ...style, revisions }), style);
}

it("the current revision shortly", () => {
  expect(page(() => ({ changes }))).toMatchInlineSnapshot(`
    "
    CHANGED IN REVISION 2, since revision 1
      spec.containers[web].image                 web:1.0 -> web:1.1
      spec.containers[web].env[LOG_LEVEL]        + debug
      spec.containers[web].resources.limits.cpu  - 500m
      spec.containers[web].args                  ["serve"] ->
                                                 ["serve","--flags=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
      and 1 more: --revisions shows them
    "
  `);
});

it("all of it with --revisions", () => {
  expect(page(() => ({ changes }), true)).toContain("metadata.labels.tier");
});

it("one in full, with its template", () => {
  const template = {
    metadata: { labels: { app: "web" } },
    spec: { containers: [{ name: "web", image: "web:1.1" }] },
  };
  expect(page(() => ({ changes: changes.slice(0, 1), template }))).toMatchInlineSnapshot(`
    "
    CHANGED IN REVISION 2, since revision 1
      spec.containers[web].image  web:1.0 -> web:1.1

    POD TEMPLATE OF REVISION 2  web-5d4f7c
      metadata:
        labels:
          app: web
      spec:
        containers:
        - name: web
          image: web:1.1
    "
  `);
});

it("nothing where there is no revision before", () => {
  const { facts } = web(({ replicaSets }) => ({ replicaSets: replicaSets.slice(1) }));
  expect(revisionBlocks(facts, style)).toEqual([]);
});
