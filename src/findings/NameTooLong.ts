import { evidence } from "./evidence.ts";
import { finding } from "./rule.ts";

/** Of a label's value. Upstream: apimachinery pkg/api/validate/content/kube.go#LabelValueMaxLength (v1.36) */
const longestLabel = 63;
/** The hash is a number of 32 bits in decimal digits, each written as a letter or digit. */
const longestHash = 10;

export const nameTooLong = finding<
  {
    readonly name: string;
    readonly length: number;
    /** The longest label with its revisions; 0 while there are none. */
    readonly labelLength: number;
  },
  "StatefulSet"
>({
  meta: {
    code: "NameTooLong",
    severity: "error",
    kinds: ["StatefulSet"],
    title: "the name leaves no room for the hash in a label",
    explanation: `The controller gives every pod the label \`controller-revision-hash\`, whose value is \`<name>-<hash>\`, and the value
of a label has at most 63 characters. The hash of the pod template has up to 10, and so a name of more than 52
characters runs out of room: the API server accepts the StatefulSet and then refuses its pods, with the event
FailedCreate.

Most hashes have ten characters, about one in four has nine, and one in fifty fewer. So a StatefulSet with a name
of 53 characters may run, until a change of its pod template gives it a longer hash; then the update deletes the
highest ordinal, and cannot create it again. It is harmless only as long as the template never changes.

Upstream: \`pkg/controller/history/controller_history.go#ControllerRevisionName\`, \`#HashControllerRevision\`,
\`pkg/controller/statefulset/stateful_set_utils.go#setPodRevision\` (v1.36).`,
    example: {
      name: "kube-prometheus-stack-alertmanager-notifications-europe",
      length: 55,
      labelLength: 66,
    },
    message({ length, labelLength }) {
      if (labelLength > longestLabel) {
        return `the name has ${length} characters, and with its hash the label \`controller-revision-hash\` has ${labelLength} of at most ${longestLabel}, so the API server refuses the pods`;
      }
      return `the name has ${length} characters, and with a hash of ${longestHash}, as most have, the label \`controller-revision-hash\` has ${length + 1 + longestHash} of at most ${longestLabel}: the API server refuses pods of ${labelLength === 0 ? "such a template" : "the next such template"}`;
    },
    help({ name }) {
      const room = longestLabel - longestHash - 1;
      return [
        `a name cannot be changed: apply the StatefulSet under one of at most ${room} characters, and delete this one when its data has moved, for claims belong to a name:`,
        "  metadata:",
        `    name: ${name.slice(0, room).replace(/[-.]+$/, "")}`,
      ].join("\n");
    },
  },
  find({ subject, facts: { rollout } }) {
    const { name } = subject;
    if (name.length + 1 + longestHash <= longestLabel) return [];
    const revisions = [
      { path: "/status/updateRevision", value: rollout.updateRevision },
      { path: "/status/currentRevision", value: rollout.currentRevision },
    ].flatMap(({ path, value }) => (value === undefined ? [] : [{ path, value }]));
    const longest = revisions.toSorted((a, b) => b.value.length - a.value.length)[0];
    return [
      {
        parameters: { name, length: name.length, labelLength: longest?.value.length ?? 0 },
        evidence: [
          evidence(subject, "/metadata/name", name),
          ...(longest === undefined ? [] : [evidence(subject, longest.path, longest.value)]),
        ],
      },
    ];
  },
});
