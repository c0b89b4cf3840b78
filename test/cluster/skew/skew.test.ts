import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { known as knownOfKubernetes } from "./known.ts";
import { goMod } from "./kubernetesModule.ts";
import { outcomeOf, type Report } from "./outcome.ts";
import { skewPage } from "./page.ts";

const published = `module k8s.io/kubernetes

go 1.24.0

godebug default=go1.24

require k8s.io/api v0.0.0

replace (
	k8s.io/api => ./staging/src/k8s.io/api
	k8s.io/kubelet => ./staging/src/k8s.io/kubelet
)
`;

const report = (...tests: readonly (readonly [string, "passed" | "failed" | "skipped"])[]): Report => ({
  testResults: [
    {
      name: "placement.cluster.test.ts",
      status: "passed",
      assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
    },
  ],
});

describe("the module of another version", () => {
  it("replaces what Kubernetes has in its own repository by what is published beside it", () => {
    const text = goMod("v1.34.2", published);
    expect(text).toContain(
      "\tk8s.io/api => k8s.io/api v0.34.2\n\tk8s.io/kubelet => k8s.io/kubelet v0.34.2\n",
    );
    expect(text).toContain("require k8s.io/kubernetes v1.34.2\n");
  });

  it("keeps how the Go runtime behaved then", () => {
    expect(goMod("v1.34.2", published)).toContain("\ngodebug default=go1.24\n");
  });

  it("is refused where nothing is replaced, since it would be built from something else", () => {
    expect(() => goMod("v1.34.2", "module k8s.io/kubernetes\n")).toThrow("replaces nothing by ./staging");
  });
});

describe("the outcome", () => {
  const known = [{ upTo: 33, test: "counts terminating pods", why: "only since v1.34" }];

  it("counts what failed, unless that version is known to fail it", () => {
    const tests = report(["places pods", "passed"], ["counts terminating pods", "failed"]);
    expect(outcomeOf("v1.32.4", tests, known)).toMatchObject({
      passed: 1,
      failed: [],
      known: [{ test: "counts terminating pods", why: "only since v1.34" }],
    });
    expect(outcomeOf("v1.34.2", tests, known)).toMatchObject({
      failed: ["counts terminating pods"],
      known: [],
    });
  });

  it("tells of a test that is known to fail and passes", () => {
    const tests = report(["counts terminating pods", "passed"]);
    expect(outcomeOf("v1.32.4", tests, known).stale).toEqual(["counts terminating pods"]);
  });

  it("does not count a random case that looks again late, unless something else failed as well", () => {
    const late =
      "case 20 (Deployment), round 3, at rest, Image: the tool says that the controller can step; it stands still\n" +
      "  strategy:\n    type: Recreate\n  pods:\n    - name: web-20-cn9k7\n      deleted: 13:50\n      phase: Failed\n";
    const other = "case 21 (StatefulSet), round 3, moving: phase is Complete\n";
    const round = (...failureMessages: readonly string[]) => {
      const failed = { fullName: "is as the controllers have it, round 3", status: "failed" as const };
      const testResults = [
        { name: "rollout", status: "failed", assertionResults: [{ ...failed, failureMessages }] },
      ];
      return outcomeOf("v1.34.2", { testResults }, knownOfKubernetes);
    };
    expect(round(late)).toMatchObject({ failed: [], known: [{}] });
    expect(round(`${late}${other}`)).toMatchObject({ failed: [expect.any(String)], known: [] });
  });

  it("counts a file whose tests were not run as one failure, and none of them as skipped", () => {
    const name = join(import.meta.dirname, "..", "dns", "dns.cluster.test.ts");
    const assertionResults = [{ fullName: "finds names", status: "skipped" as const }];
    const testResults = [{ name, status: "failed", assertionResults }];
    expect(outcomeOf("v1.34.2", { testResults }, known)).toMatchObject({
      failed: ["test/cluster/dns/dns.cluster.test.ts"],
      skipped: [],
    });
  });

  it("stands on a page with everything that did not pass by name", () => {
    const tests = report(["places pods", "failed"], ["finds names", "skipped"], ["reads", "passed"]);
    const page = skewPage("v1.36.3", [outcomeOf("v1.34.2", tests, known)]);
    expect(page).toContain("| v1.34.2 | 1 | 1 | 0 |\n");
    expect(page).toContain("## Failed\n\n- v1.34.2: places pods\n");
    expect(page).toContain("## Skipped\n\n- v1.34.2: finds names\n");
  });
});
