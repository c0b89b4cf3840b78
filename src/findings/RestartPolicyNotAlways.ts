import { evidence } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

const path = "spec.template.spec.restartPolicy";

export const restartPolicyNotAlways = conversionFinding<{
  readonly policy: string;
  readonly from: string;
  readonly to: string;
}>({
  meta: {
    code: "RestartPolicyNotAlways",
    severity: "error",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "the pod may end, and would be started again for ever",
    explanation: `The API server takes a Deployment, a StatefulSet or a DaemonSet only with \`restartPolicy: Always\`, since each of them
keeps pods running. A pod with \`OnFailure\` or \`Never\` is made to end: it does its work and is done. With \`Always\`
its work is done over and over; after each end it waits longer, in \`CrashLoopBackOff\`, also when it ended well.

What runs to an end is a Job, or a CronJob where it should do so again. The manifest has \`Always\`, so that the API
server takes it. It is harmless where the program never ends by itself and the policy only said what to do if it did.

Upstream: \`pkg/apis/apps/validation/validation.go#ValidatePodTemplateSpecForReplicaSet\` (v1.36).`,
    example: { policy: "OnFailure", from: "Pod", to: "Deployment" },
    message({ policy, from, to }) {
      return `the ${from} says \`restartPolicy: ${policy}\`, and a ${to} takes only \`Always\`: what the pod does to an end is done again and again`;
    },
    help() {
      return [
        "make it a Job instead, with the pod's spec in its template:",
        "  apiVersion: batch/v1",
        "  kind: Job",
      ].join("\n");
    },
  },
  find({ subject, target, changes }) {
    return changes.flatMap(({ path: at, action, from }) => {
      if (at !== path || action !== "Changed" || typeof from !== "string") return [];
      const pointer = subject.kind === "Pod" ? "/spec/restartPolicy" : "/spec/template/spec/restartPolicy";
      return {
        parameters: { policy: from, from: subject.kind, to: target.kind },
        evidence: [evidence(subject, pointer, from)],
      };
    });
  },
});
