import { expect, it } from "vitest";
import { RequestTimeout } from "../../../../src/source/cluster/http/errors.ts";
import { requestLog } from "../../../../src/source/cluster/http/requestLog.ts";

const asked = { method: "PATCH", path: "/api/v1/pods?dryRun=All" };

it("the log names the method, the path and the answer, from -v=6 on", () => {
  const lines: string[] = [];
  const stderr = { write: (text: string) => lines.push(text) };
  requestLog(6, "https://server", stderr)?.(asked, "200 OK", 11.6);
  requestLog(6, "https://server", stderr)?.({ ...asked, method: "GET" }, "", 1);
  expect(lines).toEqual([
    "PATCH https://server/api/v1/pods?dryRun=All 200 OK in 12 milliseconds\n",
    "GET https://server/api/v1/pods?dryRun=All in 1 milliseconds\n",
  ]);
  expect(requestLog(5, "https://server", stderr)).toBeUndefined();
});

it("a request that takes too long is called what it is", () => {
  expect(new RequestTimeout(asked, 1000).message).toBe(
    "PATCH /api/v1/pods?dryRun=All took longer than --request-timeout=1s",
  );
});
