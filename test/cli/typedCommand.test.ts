import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { connectionOf, typedCommand } from "../../src/cli/typedCommand.ts";
import { run } from "./run.ts";

const grafana = { shortName: "deploy", namespace: "shop", name: "grafana" };

describe("the command once more, to be copied", () => {
  it.each([
    ["says the namespace, though nobody typed it", { to: "sts" }, "--to sts"],
    ["without how it is printed", { to: "sts", output: "yaml", color: "always", unified: 0 }, "--to sts"],
    ["without secrets", { to: "sts", token: "s3cr3t" }, "--to sts"],
    [
      "with the server, and as whom",
      {
        server: "https://10.0.0.1",
        "insecure-skip-tls-verify": true,
        as: "ana",
        "as-group": ["a", "b c"],
        to: "sts",
      },
      "--server https://10.0.0.1 --insecure-skip-tls-verify --as ana --as-group a --as-group 'b c' --to sts",
    ],
    ["with the cluster", { context: "prod", to: "sts" }, "--context prod --to sts"],
    [
      "with every volume",
      { to: "sts", volume: ["data=template:10Gi:fast", "cache=hostPath:/srv/my cache"] },
      "--to sts --volume data=template:10Gi:fast --volume 'cache=hostPath:/srv/my cache'",
    ],
    [
      "with files as they are typed",
      { to: "ds", filename: ["a.yaml", "b.yaml"] },
      "--to ds -f a.yaml -f b.yaml",
    ],
    [
      "with switches that are on, without those that are off",
      { to: "ds", offline: true, recursive: false, "keep-tolerations": true },
      "--to ds --offline --keep-tolerations",
    ],
    [
      "with no Service, and no pods",
      { to: "sts", "service-name": "", replicas: 0 },
      "--to sts --service-name '' --replicas 0",
    ],
  ])("%s", (_, argv, flags) => {
    expect(typedCommand(argv, grafana)).toBe(`kubectl workload convert deploy/grafana -n shop ${flags}`);
  });

  it.each(["it's", "a b", "$(reboot)", "`reboot`", "a;reboot", "~", "ä", "*", "x\ny", ""])(
    "a shell reads %j as it was typed",
    (odd) => {
      const argv = { to: "sts", filename: [odd], volume: [`data=hostPath:/${odd}`] };
      const command = typedCommand(argv, { shortName: "deploy", namespace: odd, name: odd });
      const line = command.replace("kubectl workload", "printf '%s\\0'");
      const { stdout } = spawnSync("sh", ["-c", line], { encoding: "utf8" });
      expect(stdout.split("\0").slice(0, -1)).toEqual([
        ...[
          "convert",
          `deploy/${odd}`,
          "-n",
          odd,
          "--to",
          "sts",
          "-f",
          odd,
          "--volume",
          `data=hostPath:/${odd}`,
        ],
      ]);
    },
  );

  it("of what says which cluster, alone", () => {
    expect(connectionOf({ to: "sts", context: "my prod", kubeconfig: "~/.kube/prod", token: "s3cr3t" })).toBe(
      "--context 'my prod' --kubeconfig '~/.kube/prod'",
    );
    expect(connectionOf({ to: "sts" })).toBe("");
  });

  it("gives the same conversion when it is run", async () => {
    const stdin = `apiVersion: apps/v1
kind: Deployment
metadata: {name: loki, namespace: logs}
spec:
  selector: {matchLabels: {app: loki}}
  template:
    metadata: {labels: {app: loki}}
    spec: {containers: [{name: loki, image: "loki:3.5"}]}
`;
    const args = ["convert", "-f", "-", "--to", "sts", "--offline", "--replicas", "2", "--name", "loki-2"];
    const first = JSON.parse((await run([...args, "-ojson"], { stdin })).stdout);
    expect(first.command).toBe(
      "kubectl workload convert deploy/loki -n logs --to sts -f - --offline --replicas 2 --name loki-2",
    );
    const again = await run([...first.command.split(" ").slice(2), "-ojson"], { stdin });
    expect(JSON.parse(again.stdout)).toEqual({ ...first, observedAt: expect.any(String) });
  });
});
