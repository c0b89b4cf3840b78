import { expect, it } from "vitest";
import type { MissingService } from "../../src/explanation/services.ts";
import { rules } from "../../src/findings/index.ts";
import { web } from "./healthy.ts";
import { findingTable } from "./table.ts";

const misspelt: MissingService = {
  name: "web-internal",
  selector: { "app.kubernetes.io/name": "web", tier: "frontend" },
  mismatches: [{ key: "tier", wanted: "frontend", actual: "front" }],
};
const another: MissingService = {
  name: "web",
  selector: { "app.kubernetes.io/name": "webshop" },
  mismatches: [{ key: "app.kubernetes.io/name", wanted: "webshop" }],
};

findingTable("ServiceSelectsNothing", {
  valid: [
    ["its Service selects it", web()],
    ["it has no Service at all", web(() => ({ services: [] }))],
  ],
  invalid: [
    [
      "a label has another value",
      web(() => ({ missingServices: [misspelt] })),
      [
        {
          parameters: {
            service: "web-internal",
            wanted: ["tier=frontend"],
            actual: ["tier=front"],
            byName: false,
          },
          evidence: [
            "Service/web-internal /spec/selector/tier",
            "Deployment/web /spec/template/metadata/labels/tier",
          ],
        },
      ],
    ],
    [
      "two Services are two matters, one of them near by its name alone",
      web(() => ({ services: [], missingServices: [misspelt, another] })),
      [
        {
          parameters: { service: "web-internal" },
          evidence: [
            "Service/web-internal /spec/selector/tier",
            "Deployment/web /spec/template/metadata/labels/tier",
          ],
        },
        {
          parameters: { service: "web", actual: ["app.kubernetes.io/name"], byName: true },
          evidence: ["Service/web /spec/selector/app.kubernetes.io~1name"],
        },
      ],
    ],
  ],
});

const dropped = {
  ...misspelt,
  mismatches: [...misspelt.mismatches, { key: "release", wanted: "stable" }],
};

it.each([
  ["takes what the pods have", misspelt, `'{"spec":{"selector":{"tier":"front"}}}'`],
  ["drops what they have not", dropped, `'{"spec":{"selector":{"tier":"front","release":null}}}'`],
  [
    "drops the only one that they have not",
    { ...misspelt, mismatches: [{ key: "tier", wanted: "frontend" }] },
    `'{"spec":{"selector":{"tier":null}}}'`,
  ],
  ["never empties the selector", another, "kubectl -n shop edit service web"],
])("the help of ServiceSelectsNothing %s", (_, missing, expected) => {
  const [found] = rules
    .filter(({ meta }) => meta.code === "ServiceSelectsNothing")
    .flatMap((rule) => rule.findings(web(() => ({ missingServices: [missing] }))));
  expect(found?.help).toContain(expected);
});
