import { describe, expect, it } from "vitest";
import { run } from "../cli/run.ts";

const deployment = (more = "") => `kind: Deployment
apiVersion: apps/v1
metadata:
  name: web
  annotations: {greeting: "he\u200ello\u0085"}${more}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: web}]}
`;
const args = ["convert", "-f-", "--to", "sts", "--offline"];

describe("-o yaml", () => {
  it("leaves a file's text as it is on the way into a pipe", async () => {
    const { stdout } = await run([...args, "-o", "yaml"], { stdin: deployment() });
    expect(stdout).toContain('{greeting: "he\u200ello\u0085"}');
  });

  it("plays no tricks on a terminal", async () => {
    const { stdout } = await run([...args, "-o", "yaml"], { stdin: deployment(), columns: 80 });
    expect(stdout).toContain(String.raw`{greeting: "he\u200ello\u0085"}`);
  });
});

describe("what could not be edited in place", () => {
  const note = "comments of the file are not in it";

  it("is said to have lost its comments", async () => {
    const item = deployment().trimEnd().split("\n").join("\n  ");
    const stdin = `apiVersion: v1\nkind: List\nitems:\n# of the shop\n- ${item}\n`;
    const { stdout } = await run(args, { stdin });
    expect(stdout).toContain(note);
    expect(stdout).not.toContain("# of the shop");
    const document = JSON.parse((await run([...args, "-o", "json"], { stdin })).stdout);
    expect(document.after.rewritten).toBe(true);
  });

  it("is not said of what was", async () => {
    const { stdout } = await run(args, { stdin: deployment("\n  # of the shop") });
    expect(stdout).not.toContain(note);
  });
});
