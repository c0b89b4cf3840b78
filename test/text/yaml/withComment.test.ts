import { describe, expect, it } from "vitest";
import { parseYaml } from "../../../src/text/yaml/parseYaml.ts";
import { withComment } from "../../../src/text/yaml/withComment.ts";

const text = "spec:\n  volumes:\n  - name: data\n";

describe("a comment", () => {
  it("stands above the value, set in as that is", () => {
    expect(withComment(text, 1, ["spec", "volumes", 0], "decide: this | that")).toBe(
      "spec:\n  volumes:\n  # decide: this | that\n  - name: data\n",
    );
  });

  it.each([
    "\n",
    "\r",
    "\r\n",
    "\u0085",
    "\u2028",
    "\u2029",
    "\u000b",
    "\ud800",
    "\ufeff",
    "\u0000",
    "\uffff",
  ])("with %j in it is one line that means nothing", (end) => {
    const result = withComment(text, 1, ["spec"], `decide: x${end}evil: true${end}#`);
    expect(result.split(/[\n\r\u0085\u2028\u2029]/)).toHaveLength(text.split("\n").length + 1);
    expect(parseYaml(result)).toMatchObject([{ value: parseYaml(text)[0]?.value }]);
  });

  it("stands above what belongs to the key or item, where the value is within {} or []", () => {
    const flow =
      "spec:\n  volumes: [{name: data, emptyDir: {}}]\n  containers:\n  - {name: web, image: nginx}\n";
    expect(withComment(flow, 1, ["spec", "volumes", 0], "decide: this | that")).toBe(
      flow.replace("  volumes", "  # decide: this | that\n  volumes"),
    );
    expect(withComment(flow, 1, ["spec", "containers", 0, "image"], "refused: no such image")).toBe(
      flow.replace("  - {name: web", "  # refused: no such image\n  - {name: web"),
    );
  });

  it("is left out where there is no such value within {}, and where all of the document is one", () => {
    const flow = "spec: {replicas: 1}\n";
    expect(withComment(flow, 1, ["spec", "volumes", 0], "decide: this")).toBe(flow);
    expect(withComment('{"spec": {"replicas": 1}}\n', 1, ["spec", "replicas"], "x")).toBe(
      '{"spec": {"replicas": 1}}\n',
    );
  });
});
