import { expect, it } from "vitest";
import { parse } from "yaml";
import type { GoverningService } from "../../src/explanation/statefulSetFacts.ts";
import { postgres } from "./healthy.ts";
import { copied, notApplied, patchIn } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "GoverningServiceNotHeadless";
const virtual = { headless: false, clusterIP: "10.96.14.7" } as const;

function governedBy(change: Partial<GoverningService>) {
  return postgres(({ governingService }) => ({
    governingService: { name: "postgres", ...governingService, ...change },
  }));
}

findingTable("GoverningServiceNotHeadless", {
  valid: [
    ["it is headless", postgres()],
    ["it is an alias, which has no virtual IP", governedBy({ headless: false, type: "ExternalName" })],
    ["Services could not be read", postgres(() => ({ governingService: { name: "postgres" } }))],
    ["it does not exist", postgres(() => ({ governingService: { name: "postgres", exists: false } }))],
  ],
  invalid: [
    [
      "it has a virtual IP",
      governedBy(virtual),
      [
        {
          parameters: {
            service: "postgres",
            namespace: "data",
            type: "ClusterIP",
            clusterIP: "10.96.14.7",
            applied: true,
          },
          evidence: ["Service/postgres /spec/clusterIP", "StatefulSet/postgres /spec/serviceName"],
        },
      ],
    ],
    [
      "it leads clients from outside as well",
      governedBy({ ...virtual, type: "LoadBalancer" }),
      [
        {
          parameters: { type: "LoadBalancer" },
          evidence: ["Service/postgres /spec/clusterIP", "StatefulSet/postgres /spec/serviceName"],
        },
      ],
    ],
    [
      "its manifest has no `clusterIP: None`",
      notApplied(governedBy({ headless: false, clusterIP: "" })),
      [
        {
          parameters: { clusterIP: "", applied: false },
          evidence: ["Service/postgres /spec/clusterIP", "StatefulSet/postgres /spec/serviceName"],
        },
      ],
    ],
  ],
});

it("replaces a Service of type ClusterIP by the same one without virtual IP", () => {
  const lines = copied(code, governedBy(virtual));
  expect(patchIn(lines)).toEqual({ spec: { clusterIP: "None", clusterIPs: ["None"] } });
  expect(lines.at(-1)).toContain("kubectl replace --force");
});

it("does not replace by force a Service whose node ports would make the API server refuse it", () => {
  expect(copied(code, governedBy({ ...virtual, type: "NodePort" })).join("\n")).not.toContain("--force");
});

it("says the field that a manifest needs", () => {
  const lines = copied(code, notApplied(governedBy(virtual)));
  expect(parse(lines.join("\n"))).toEqual({ spec: { clusterIP: "None" } });
});
