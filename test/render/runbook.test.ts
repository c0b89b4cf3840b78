import { expect, it } from "vitest";
import { runbooksOf } from "../../src/conversions/runbooks/runbooks.ts";
import type { Conversion } from "../../src/explanation/conversion.ts";
import { renderRunbook } from "../../src/render/conversion/runbook.ts";
import { conversion } from "../conversions/runbooks/conversions.ts";

const style = { color: false, width: 200, wide: false, unicode: true };
const judged = conversion("Deployment", "StatefulSet");
const error = {
  code: "ClaimMissing",
  severity: "error",
  message: "the claim `grafana-data` does not exist",
  help: "",
  evidence: [],
  parameters: {},
} as unknown as Conversion["findings"][number];
const document: Conversion = {
  ...judged,
  sentence: "Deployment shop/grafana as a StatefulSet: 2 fields change.",
  runbooks: runbooksOf(judged),
  findings: [error, { ...error, code: "DrainSkipsDaemonSet", severity: "info" }],
  gaps: [
    {
      resource: "services",
      verb: "list",
      namespace: "shop",
      reason: "Timeout",
      message: "no answer for 10 s",
      effect: "which Services send to its pods",
    },
  ] as unknown as Conversion["gaps"],
};

it("errors stand before the first step, what was not seen behind the last", () => {
  const text = renderRunbook(document, style);
  const places = ["ClaimMissing", "WAY 1 OF 2", "Nothing of this was run", "NOT SEEN"].map((part) =>
    text.indexOf(part),
  );
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(places[0]).toBeGreaterThan(0);
  expect(text).toMatch(/^ClaimMissing +the claim `grafana-data` does not exist$/m);
  expect(text).not.toContain("DrainSkipsDaemonSet");
  expect(text).toContain("which Services send to its pods");
});

it("so do they where there is no runbook", () => {
  const text = renderRunbook({ ...document, runbooks: [] }, style);
  expect(text).toMatch(/^ClaimMissing/m);
  expect(text).toContain("NOT SEEN");
});

it("stand-ins for values are why there is none", () => {
  const redacted = conversion("Deployment", "StatefulSet", {
    podSpec: { containers: [{ name: "grafana", env: [{ name: "KEY", value: "<redacted 1>" }] }] },
  });
  const text = renderRunbook({ ...document, ...redacted, runbooks: runbooksOf(redacted) }, style);
  expect(text).toContain("the snapshot has stand-ins such as `<redacted 1>`");
  expect(text).not.toContain("WAY");
});
