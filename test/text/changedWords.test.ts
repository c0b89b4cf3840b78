import { describe, expect, it } from "vitest";
import { changedWords, type Piece } from "../../src/text/changedWords.ts";

/** What changed in square brackets. */
function marked(pieces: readonly Piece[]): string {
  return pieces.map(({ text, changed }) => (changed ? `[${text}]` : text)).join("");
}

const rows: readonly (readonly [
  sentence: string,
  before: string,
  after: string,
  from: string,
  to: string,
])[] = [
  ["a value of a key", "kind: Deployment", "kind: DaemonSet", "kind: [Deployment]", "kind: [DaemonSet]"],
  [
    "a part of a version",
    'image: "nginx:1.27.0" # pinned',
    'image: "nginx:1.28.0" # pinned',
    'image: "nginx:1.[27].0" # pinned',
    'image: "nginx:1.[28].0" # pinned',
  ],
  ["a key", "  claimName: data", "  volumeName: data", "  [claimName]: data", "  [volumeName]: data"],
  ["quotes", "cpu: 100", 'cpu: "100"', "cpu: 100", 'cpu: ["]100["]'],
  ["indentation", "- name: fluentd", "  - name: fluentd", "- name: fluentd", "[  ]- name: fluentd"],
  [
    "a member in brackets",
    "labels: {app: nginx}",
    "labels: {app: nginx, tier: web}",
    "labels: {app: nginx}",
    "labels: {app: nginx[, tier: web]}",
  ],
  [
    "words of other scripts",
    "note: café à Köln",
    "note: café à Bonn",
    "note: café à [Köln]",
    "note: café à [Bonn]",
  ],
  ["nothing where the line is another one", "replicas: 3", "type: OnDelete", "replicas: 3", "type: OnDelete"],
  ["nothing in equal lines", "kind: List", "kind: List", "kind: List", "kind: List"],
  ["nothing in empty lines", "", "kind: List", "", "kind: List"],
];

describe("of a line that changed is marked", () => {
  it.each(rows)("%s", (_, before, after, from, to) => {
    const pieces = changedWords(before, after);
    expect([marked(pieces.before), marked(pieces.after)]).toEqual([from, to]);
  });

  it.each(rows)("%s, and no character is lost", (_, before, after) => {
    const pieces = changedWords(before, after);
    expect(pieces.before.map(({ text }) => text).join("")).toBe(before);
    expect(pieces.after.map(({ text }) => text).join("")).toBe(after);
  });
});
