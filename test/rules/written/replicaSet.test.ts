import { expect, it } from "vitest";
import { withoutTemplateHash } from "../../../src/rules/written/replicaSet.ts";

const hash = { "pod-template-hash": "5d4f" };

it.each([
  [
    "a ReplicaSet loses its hash in selector and template",
    {
      selector: { matchLabels: { app: "grafana", ...hash } },
      template: { metadata: { labels: { app: "grafana", ...hash }, annotations: hash }, spec: {} },
    },
    {
      selector: { matchLabels: { app: "grafana" } },
      template: { metadata: { labels: { app: "grafana" }, annotations: hash }, spec: {} },
    },
  ],
  [
    "a selector by expressions alone loses the map that held only the hash",
    { selector: { matchExpressions: [], matchLabels: hash } },
    { selector: { matchExpressions: [] } },
  ],
  ["a map that was empty before stays", { selector: { matchLabels: {} } }, { selector: { matchLabels: {} } }],
  ["a ReplicaSet without a template stays so", { replicas: 0 }, { replicas: 0 }],
])("%s", (_, spec, expected) => {
  expect(withoutTemplateHash(spec)).toStrictEqual(expected);
});
