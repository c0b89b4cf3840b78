import { expect, it } from "vitest";
import { runbooksWithConnection } from "../../src/convert/withConnection.ts";

function commandWith(command: string, flags: string): string | undefined {
  const step = { title: "a step", command, why: "because" };
  const runbook = { way: "InPlace", sentence: "", interrupts: "", hazards: [], steps: [step] } as const;
  return runbooksWithConnection([runbook], flags)[0]?.steps[0]?.command;
}

it.each([
  ["kubectl get pods -n shop", "kubectl --context prod get pods -n shop"],
  [
    'test "$(kubectl get pv/data -o name)" && kubectl delete pvc/data',
    'test "$(kubectl --context prod get pv/data -o name)" && kubectl --context prod delete pvc/data',
  ],
  ["xargs kubectl delete -n shop < left.txt", "xargs kubectl --context prod delete -n shop < left.txt"],
  [
    "kubectl workload explain sts/grafana -n shop",
    "kubectl workload --context prod explain sts/grafana -n shop",
  ],
  [
    "kubectl workload convert deploy/grafana -n shop --context prod --to sts > new.yaml",
    "kubectl workload convert deploy/grafana -n shop --context prod --to sts > new.yaml",
  ],
  ["kubectl --context prod -n shop patch hpa grafana", "kubectl --context prod -n shop patch hpa grafana"],
  ["kubectl -n shop patch hpa grafana", "kubectl --context prod -n shop patch hpa grafana"],
  ["grep kubectl.kubernetes.io/restartedAt", "grep kubectl.kubernetes.io/restartedAt"],
])("sends `%s` to the cluster that was read", (command, expected) => {
  expect(commandWith(command, "--context prod")).toBe(expected);
});

it("leaves commands alone where the kubeconfig's own context is read", () => {
  expect(commandWith("kubectl get pods", "")).toBe("kubectl get pods");
});
