import { fieldSteps } from "../kube/fieldPath.ts";
import { beside, evidence, pointerStep } from "./evidence.ts";
import { conversionFinding } from "./rule.ts";

export const serverRefuses = conversionFinding<{
  /** `StatefulSet/grafana` */
  readonly object: string;
  /** `spec.template.spec.containers[0].ports[0].name`, or "" where it names none. */
  readonly field: string;
  /** In the API server's words. */
  readonly says: string;
}>({
  meta: {
    code: "ServerRefuses",
    severity: "error",
    kinds: ["Deployment", "StatefulSet", "DaemonSet"],
    title: "the API server refuses the new object",
    explanation: `With \`--validate=server\` the API server tries the new objects in a dry run: it sets defaults, validates, and asks
its admission plugins and webhooks, and stores nothing. Fields that it does not know, or that are written twice, are
refused as well (\`fieldValidation=Strict\`). What it refuses it would refuse of \`kubectl apply\` too.

A refusal may be of this tool's making, or of what stands in the workload already: a file may hold what no API
server has seen yet, and a policy may allow one kind what it forbids another.

Upstream: \`staging/src/k8s.io/apiserver/pkg/endpoints/handlers/create.go\` (v1.36).`,
    example: {
      object: "StatefulSet/grafana",
      field: "spec.template.spec.containers[0].ports[0].name",
      says: 'Invalid value: "metrics_port": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)',
    },
    message({ object, field, says }) {
      const where = field === "" ? "" : ` at \`${field}\``;
      return `the API server refuses \`${object}\`${where}: ${says.replace(/\.$/, "")}`;
    },
    help() {
      return [
        "it stands at its line in the diff as `# refused:`; change it in the old workload first, or in the new manifest:",
        "  kubectl explain FIELD",
      ].join("\n");
    },
  },
  find({ subject, validation = [], objects }) {
    return validation.flatMap(({ accepted, kind, name, message = "it gives no reason", causes }, index) => {
      if (accepted) return [];
      const ref = beside(subject, objects[index]?.apiVersion ?? "", kind, name);
      const told = causes.length > 0 ? causes : [{ message }];
      return told.map((cause) => {
        const field = "field" in cause ? (cause.field ?? "") : "";
        const says = cause.message ?? message;
        return {
          parameters: { object: `${kind}/${name}`, field, says },
          evidence: [evidence(ref, pointerOf(field), says)],
        };
      });
    });
  },
});

/** `spec.containers[0].name` as a JSON Pointer. */
function pointerOf(field: string): string {
  return fieldSteps(field)
    .map((step) => `/${pointerStep(String(step))}`)
    .join("");
}
