import { describe, expect, it } from "vitest";
import { startPlain } from "../source/cluster/fakeApiServer.ts";
import { run } from "./run.ts";

const agent = `apiVersion: apps/v1
kind: Deployment
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      containers:
        - {name: agent, image: agent}
      hostNetwrk: true
`;

/** What comes of it where the API server says so of every object that it is to try. */
async function validated(code: number, message: string, format = "diff") {
  const server = await startPlain(({ method }, response) => {
    response.statusCode = method === "GET" ? 404 : code;
    response.end(JSON.stringify({ kind: "Status", message }));
  });
  try {
    const args = ["convert", "-f-", "--to", "ds", "--validate=server", "--references=false", "-o", format];
    return await run([...args, "--server", server.url], { stdin: agent });
  } finally {
    await server.close();
  }
}

describe("--validate=server", () => {
  it("marks what is refused", async () => {
    const message = 'strict decoding error: unknown field "spec.template.spec.hostNetwrk"';
    const { stdout, stderr, exitCode } = await validated(400, message, "yaml");
    expect(stdout).toContain(
      '      # refused: unknown field "spec.template.spec.hostNetwrk"\n      hostNetwrk: true\n',
    );
    // The manifest may go down a pipe, and its comments with it.
    expect(stderr).toMatch(/^warning: ServerRefuses: the API server refuses `DaemonSet\/agent`: .*\n$/);
    expect(exitCode).toBe(0);
  });

  it("says what could not be tried, and marks nothing", async () => {
    const message =
      'daemonsets.apps is forbidden: User "jane" cannot create resource "daemonsets" in API group "apps" in the namespace "default"';
    const { stdout, stderr, exitCode } = await validated(403, message);
    expect(stderr).toBe(`warning: --validate=server could not try DaemonSet/agent: ${message}\n`);
    expect(stdout).toContain("+kind: DaemonSet");
    expect(stdout).not.toContain("refused");
    expect(exitCode).toBe(2);
  });
});
