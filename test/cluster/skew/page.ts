import type { Outcome } from "./outcome.ts";

/** docs/skew.md. `restated`: the version whose controllers the tool restates, and the suites run against always. */
export function skewPage(restated: string, outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(
    ({ version, passed, failed, known }) => `| ${version} | ${passed} | ${failed.length} | ${known.length} |`,
  );
  return `${[
    "# Other versions of Kubernetes",
    `The tool restates the controllers of ${restated}, against which \`npm run test:cluster\` runs. The same suites ` +
      `against control planes of other versions, each by \`npm run skew -- VERSION\`, which builds it:`,
    ["| Kubernetes | tests passed | failed | failed for a reason below |", "| - | - | - | - |", ...rows].join(
      "\n",
    ),
    ...section("Failed", outcomes, ({ failed }) => failed),
    ...section("Failed for a reason of that version or of the test", outcomes, ({ known }) =>
      known.map(({ test, why }) => `“${test}”. ${sentence(why)}`),
    ),
    ...section("Skipped", outcomes, ({ skipped }) => skipped),
    ...section("Counted as known to fail, though they passed", outcomes, ({ stale }) => stale),
  ].join("\n\n")}\n`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

function section(
  title: string,
  outcomes: readonly Outcome[],
  linesOf: (outcome: Outcome) => readonly string[],
): readonly string[] {
  const all = outcomes.flatMap((outcome) => linesOf(outcome).map((line) => ({ line, of: outcome.version })));
  if (all.length === 0) return [];
  const lines = [...Map.groupBy(all, ({ line }) => line)].map(
    ([line, each]) => `- ${each.map(({ of }) => of).join(", ")}: ${line}`,
  );
  return [`## ${title}`, lines.join("\n")];
}
