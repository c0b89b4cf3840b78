import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { run } from "./run.ts";

const { version } = packageJson;

async function servedBy(answer: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "application/json" }).end(answer);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe("kubectl workload version", () => {
  it("prints its own and that of the rules", async () => {
    expect(await run(["version", "--client"])).toEqual({
      stdout: `Client Version: v${version}\nRules Version: v1.36\n`,
      stderr: "",
      exitCode: 0,
    });
  });

  it("prints them as JSON and YAML", async () => {
    const { stdout } = await run(["version", "--client", "-o", "json"]);
    expect(JSON.parse(stdout)).toEqual({
      clientVersion: {
        gitVersion: `v${version}`,
        platform: expect.stringMatching(/^\w+\/\w+$/),
        runtime: expect.stringMatching(/^(node|bun) \d/),
      },
      rulesVersion: { gitVersion: "v1.36" },
    });
    expect((await run(["version", "--client", "-o", "yaml"])).stdout).toContain(
      `clientVersion:\n  gitVersion: v${version}\n`,
    );
  });

  it("prints its own also where the server does not answer, and says why that is all", async () => {
    const { stdout, stderr, exitCode } = await run(["version", "--server", "http://127.0.0.1:1"]);
    expect(stdout).toBe(`Client Version: v${version}\nRules Version: v1.36\n`);
    expect(stderr).toContain("127.0.0.1:1 was refused");
    expect(exitCode).toBe(1);
  });

  it("refuses arguments, as kubectl's does", async () => {
    const { stdout, stderr, exitCode } = await run(["version", "--client", "ds/fluentd", "grafana"]);
    expect(stderr).toMatch(/^error: extra arguments: \[ds\/fluentd grafana\]\n/);
    expect([stdout, exitCode]).toEqual(["", 1]);
  });

  it("prints what the server says of itself, and nothing that a terminal would obey", async () => {
    const server = await servedBy(
      JSON.stringify({ gitVersion: "v1.36.3\u001b[31m", platform: "linux/arm64" }),
    );
    const { stdout, exitCode } = await run(["version", "--server", server.url]);
    expect(stdout).toMatch(/^Server Version: v1\.36\.3/m);
    expect(stdout).not.toContain("\u001b");
    expect(exitCode).toBe(0);
    const asJson = await run(["version", "-o", "json", "--server", server.url]);
    expect(JSON.parse(asJson.stdout).serverVersion.platform).toBe("linux/arm64");
    server.close();
  });

  it.each(["[]", "null", "{}", '{"gitVersion":5}'])(
    "takes %s for the answer of no API server",
    async (answer) => {
      const server = await servedBy(answer);
      const { stderr, exitCode } = await run(["version", "--server", server.url]);
      expect(stderr).toBe("error: what answers at /version is not a Kubernetes API server\n");
      expect(exitCode).toBe(1);
      server.close();
    },
  );

  it("refuses a format that it has not", async () => {
    const { stderr } = await run(["version", "-o", "wide"]);
    expect(stderr).toContain('output format "wide", allowed formats are: json,yaml');
  });
});
