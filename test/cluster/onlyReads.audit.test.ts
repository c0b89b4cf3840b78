import { expect } from "vitest";
import { test } from "./fixture.ts";

/** Runs after all other suites: the API server's own record of what they made the tool do. */
test("the tool only got, listed, watched and tried in dry runs, in the whole run", async ({
  cluster,
  skip,
}) => {
  if (!cluster.managed) skip("an existing cluster gives no audit log");
  const events = await cluster.auditEventsOfAgent("kubectl-workload/");
  const verbs = Map.groupBy(
    events.filter(
      ({ requestURI }) =>
        !new URL(requestURI, "https://server").searchParams.getAll("dryRun").includes("All"),
    ),
    ({ verb }) => verb,
  );
  expect(events.length, "the suites before this one must have run the tool").toBeGreaterThan(50);
  expect([...verbs.keys()].filter((verb) => !["get", "list", "watch"].includes(verb))).toEqual([]);
  expect(events.filter(({ objectRef }) => objectRef?.resource === "secrets")).toEqual([]);
});
