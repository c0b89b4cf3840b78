import { droppedAt } from "./changed.ts";
import { evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const activeDeadlineDropped = conversionFinding<{
  readonly seconds: number;
  readonly from: string;
  readonly to: string;
}>({
  meta: {
    code: "ActiveDeadlineDropped",
    severity: "warning",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "the pod had a deadline, and pods that are kept running have none",
    explanation: `\`activeDeadlineSeconds\` ends a pod after so many seconds, whether it is done or not: the kubelet stops it and sets it
Failed, reason \`DeadlineExceeded\`. The API server takes no Deployment, StatefulSet or DaemonSet with it, since the
pod would at once be followed by another one. The manifest goes without: the pods run until somebody stops them.

Where the deadline was there to stop something that hangs, a liveness probe does that for pods that are kept
running. Where it was the end of the work, a Job has \`activeDeadlineSeconds\`, for all of its pods together.

Upstream: \`pkg/apis/apps/validation/validation.go#ValidatePodTemplateSpecForReplicaSet\`,
\`pkg/kubelet/active_deadline.go\` (v1.36).`,
    example: { seconds: 3600, from: "Pod", to: "Deployment" },
    message({ seconds, from, to }) {
      return `the ${from} ends after ${seconds} s (\`activeDeadlineSeconds\`), and the pods of a ${to} never do`;
    },
    help({ seconds }) {
      return [
        "if that was to stop what hangs, use a livenessProbe; if it was the end of the work, a Job has it:",
        "  apiVersion: batch/v1",
        "  kind: Job",
        "  spec:",
        `    activeDeadlineSeconds: ${seconds}`,
      ].join("\n");
    },
  },
  find(conversion) {
    const { subject, target } = conversion;
    const seconds = droppedAt(conversion, "spec.template.spec.activeDeadlineSeconds")?.from;
    if (typeof seconds !== "number") return [];
    const inPod = subject.kind === "Pod" ? "/spec" : "/spec/template/spec";
    return [
      {
        parameters: { seconds, from: subject.kind, to: target.kind },
        evidence: [evidence(subject, `${inPod}/activeDeadlineSeconds`, seconds)],
      },
    ];
  },
});
