import { expect, it } from "vitest";
import { parse } from "yaml";
import { postgres } from "./healthy.ts";
import { copied, notApplied } from "./helps.ts";
import { findingTable } from "./table.ts";

findingTable("ServiceNameUnset", {
  valid: [
    ["it is set", postgres()],
    [
      "it is set, and the Service is missing",
      postgres(() => ({ governingService: { name: "postgres", exists: false } })),
    ],
    [
      "it is set, and Services could not be read",
      postgres(() => ({ governingService: { name: "postgres" } })),
    ],
  ],
  invalid: [
    [
      "it is empty",
      ungoverned(),
      [
        {
          parameters: { statefulSet: "postgres", namespace: "data", applied: true },
          evidence: ["StatefulSet/postgres /spec/serviceName"],
        },
      ],
    ],
    [
      "it is empty in a manifest, where it can still be set",
      notApplied(ungoverned()),
      [{ parameters: { applied: false }, evidence: ["StatefulSet/postgres /spec/serviceName"] }],
    ],
  ],
});

function ungoverned() {
  const { facts, ...explanation } = postgres();
  const { governingService: _, ...others } = facts;
  return { ...explanation, facts: others };
}

it("leaves the pods alone when the StatefulSet is replaced, and restarts them after that", () => {
  const lines = copied("ServiceNameUnset", ungoverned());
  const deletion = lines.findIndex((line) => line.includes("delete"));
  expect(lines[deletion]).toBe("kubectl -n data delete statefulset postgres --cascade=orphan");
  expect(lines.at(-1)).toBe("kubectl -n data rollout restart statefulset/postgres");
});

it("says the field that a manifest needs", () => {
  const lines = copied("ServiceNameUnset", notApplied(ungoverned()));
  expect(parse(lines.join("\n"))).toEqual({ spec: { serviceName: "postgres" } });
});
