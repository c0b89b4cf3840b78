import { kubectl } from "../../source/cluster/kubectl.ts";
import type { RolloutKind } from "./rolloutKind.ts";

/** What `kubectl rollout status --watch=false` says, and how. */
export interface KubectlStatus {
  readonly verdict: "Done" | "NotDone" | "DeadlineExceeded" | "NotForThisStrategy";
  readonly text: string;
}

/** Upstream: kubectl pkg/polymorphichelpers/rollout_status.go (v1.36) */
const verdicts: readonly (readonly [RegExp, KubectlStatus["verdict"]])[] = [
  [/exceeded its progress deadline/, "DeadlineExceeded"],
  [/only available for RollingUpdate strategy type/, "NotForThisStrategy"],
  [/^waiting for /i, "NotDone"],
  [/successfully rolled out|roll out complete|rolling update complete/, "Done"],
];

/** @param cacheFolder where kubectl keeps what it discovers; without it every call asks for all of that again */
export async function kubectlStatus(
  kubeconfig: string,
  cacheFolder: string,
  {
    kind,
    namespace,
    name,
  }: { readonly kind: RolloutKind; readonly namespace: string; readonly name: string },
): Promise<KubectlStatus> {
  const subject = `${kind.toLowerCase()}/${name}`;
  const { stdout, stderr } = await kubectl(
    ["rollout", "status", subject, "--watch=false", `--namespace=${namespace}`, `--kubeconfig=${kubeconfig}`],
    { KUBECACHEDIR: cacheFolder },
  );
  const text = `${stdout}${stderr}`.trim();
  const verdict = verdicts.find(([words]) => words.test(text))?.[1];
  if (verdict === undefined)
    throw new Error(`kubectl rollout status ${subject} said what no rule knows: ${text}`);
  return { verdict, text };
}
