import { describe, expect, it } from "vitest";
import { explain } from "../../src/explain/explain.ts";
import type { Explanation } from "../../src/explanation/explanation.ts";
import type { KubeObject } from "../../src/kube/objects.ts";
import { formats } from "../../src/render/formats.ts";
import { renderers } from "../../src/render/index.ts";
import { explained, recording } from "../kinds/recorded.ts";

/** Escape, carriage return, bell, C1's own escape, a right-to-left override, an isolate, a line separator. */
const tricks = "\u001b[2J\r\u0007\u009b31m\u202etxt.exe\u2066\u2028";
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not get through
const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** The tricks behind every text of the object that no look-up goes by. */
function hostile(object: KubeObject): KubeObject {
  const copy = structuredClone(object) as never as Record<string, Record<string, unknown>>;
  const spice = (value: unknown, key = ""): unknown => {
    if (Array.isArray(value)) return value.map((each) => spice(each));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, spice(of, name)]));
    }
    const isFreeText = ["message", "reason", "path", "value", "image", "zone"].includes(key);
    return typeof value === "string" && isFreeText ? value + tricks : value;
  };
  if (object.kind === "Node") {
    const labels = copy["metadata"]?.["labels"] as Record<string, string>;
    labels["topology.kubernetes.io/zone"] += tricks;
  }
  return spice(copy) as KubeObject;
}

/** What the renderers look up by; the rest of a document is whatever the cluster holds. */
const lookedUpBy = new Set([
  "apiVersion",
  "kind",
  "observedAt",
  "createdAt",
  "state",
  "record",
  "noRecordReason",
  "phase",
  "strategy",
  "severity",
  "podManagementPolicy",
  "from",
  "by",
  "countsFrom",
  "accessModesFrom",
  "revision",
]);

function spicedDocument(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((each) => spicedDocument(each, key));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, spicedDocument(of, name)]));
  }
  return typeof value === "string" && !lookedUpBy.has(key) ? value + tricks : value;
}

describe("what a cluster holds cannot play tricks on a terminal", () => {
  const cases = [
    "daemonset-quota",
    "daemonset-rollout-crash-loop",
    "daemonset-misscheduled-stays",
    "daemonset-forbidden-nodes",
  ];
  it.each(cases.flatMap((name) => formats.map((format) => [name, format] as const)))(
    "%s as %s",
    async (name, format) => {
      const explanation = await explained(name, "DaemonSet", hostile);
      for (const color of [false, true]) {
        const text = renderers[format](explanation, { color, width: 80, wide: false, unicode: true });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours are these, and no others
        expect(text.replace(/\u001b\[\d{1,2}m/g, "")).not.toMatch(raw);
        expect(text).not.toContain("\u001b[2J");
      }
    },
  );

  const others = [
    ["deployment-history", "Deployment"],
    ["deployment-past-deadline", "Deployment"],
    ["deployment-claim-deadlock", "Deployment"],
    ["deployment-overlap", "Deployment"],
    ["deployment-healthy", "Deployment"],
    ["statefulset-broken-image", "StatefulSet"],
    ["statefulset-partition", "StatefulSet"],
    ["statefulset-over-quota", "StatefulSet"],
    ["statefulset-healthy", "StatefulSet"],
  ] as const;
  it.each(others)(
    "every text of %s, in every format, with all revisions and one in full",
    async (name, kind) => {
      const { request, snapshot } = await recording(name, kind);
      const options = { revision: 1 };
      const [plain] = explain({ ...request, options }, snapshot).explanations;
      if (plain === undefined) throw new Error(`no explanation of ${name}`);
      const explanation = spicedDocument(plain) as Explanation;
      const [whole] = explain(request, snapshot).explanations;
      const changed = spicedDocument(whole) as Explanation;
      for (const document of [explanation, changed]) {
        for (const format of formats) {
          const text = renderers[format](document, {
            color: false,
            width: 80,
            wide: true,
            unicode: true,
            revisions: true,
          });
          expect(text).not.toMatch(raw);
        }
      }
      expect(JSON.stringify(changed)).toContain("txt.exe");
    },
  );

  it("a change cause makes no line of its own", async () => {
    const explanation = await explained("deployment-history", "Deployment", (object) => {
      const annotations = {
        ...object.metadata?.annotations,
        "kubernetes.io/change-cause": "a\nHealthy: forged",
      };
      return object.kind === "ReplicaSet"
        ? { ...object, metadata: { ...object.metadata, annotations } }
        : object;
    });
    const style = { color: false, width: 200, wide: false, unicode: true };
    expect(renderers.table(explanation as Explanation, style)).toContain("(a Healthy: forged), since");
  });

  it("shows them instead", async () => {
    const explanation = await explained("daemonset-quota", "DaemonSet", hostile);
    const page = renderers.table(explanation, { color: false, width: 400, wide: false, unicode: true });
    expect(page).toContain("limited: pods=5^[[2J\\r\\u0007\\u009b31m\\u202etxt.exe\\u2066\\u2028");
  });

  it("keeps them in JSON, as escapes that parse to what the cluster holds", async () => {
    const explanation = await explained("daemonset-quota", "DaemonSet", hostile);
    const style = { color: false, width: 80, wide: false, unicode: true };
    expect(JSON.parse(renderers.json(explanation, style))).toEqual(JSON.parse(JSON.stringify(explanation)));
  });
});
