import { expect, it } from "vitest";
import { parse } from "yaml";
import { postgres } from "./healthy.ts";
import { copied, notApplied } from "./helps.ts";
import { findingTable } from "./table.ts";

const code = "NameTooLong";
const of52 = "kube-prometheus-stack-alertmanager-notifications-eu1";
const of53 = `${of52}a`;
const of55 = `${of52}abc`;

/** @param hash of the pod template; none before the controller has seen the StatefulSet */
function named(name: string, hash?: string) {
  const { currentRevision: _, updateRevision: __, ...rollout } = postgres().facts.rollout;
  const revisions =
    hash === undefined ? {} : { currentRevision: `${name}-${hash}`, updateRevision: `${name}-${hash}` };
  const explanation = postgres(() => ({ rollout: { ...rollout, ...revisions } }));
  return { ...explanation, subject: { ...explanation.subject, name } };
}

const nameAndRevision = (name: string) => [
  `StatefulSet/${name} /metadata/name`,
  `StatefulSet/${name} /status/updateRevision`,
];

findingTable("NameTooLong", {
  valid: [
    ["the name is of a usual length", postgres()],
    ["52 characters leave room for the longest hash", named(of52, "7f94d48565")],
    ["52 characters in a manifest", notApplied(named(of52))],
  ],
  invalid: [
    [
      "53 characters, and the hash is as long as most",
      named(of53, "67655fd6db"),
      [{ parameters: { name: of53, length: 53, labelLength: 64 }, evidence: nameAndRevision(of53) }],
    ],
    [
      "53 characters, and the hash is a short one: the next template's may not be",
      named(of53, "6b4f698fd"),
      [{ parameters: { length: 53, labelLength: 63 }, evidence: nameAndRevision(of53) }],
    ],
    [
      "55 characters in a manifest, whose hash is not known",
      notApplied(named(of55)),
      [{ parameters: { length: 55, labelLength: 0 }, evidence: [`StatefulSet/${of55} /metadata/name`] }],
    ],
  ],
});

it("suggests a name that leaves room and ends as a name may", () => {
  const lines = copied(code, named(`${"kube-prometheus-stack-alertmanager-notifications-of"}-eu1`));
  expect(parse(lines.join("\n"))).toEqual({
    metadata: { name: "kube-prometheus-stack-alertmanager-notifications-of" },
  });
});
