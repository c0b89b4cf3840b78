import { describe, expect, it } from "vitest";
import { StatusError } from "../../../../src/source/cluster/http/errors.ts";
import { type RetryLimits, withRetries } from "../../../../src/source/cluster/http/retry.ts";

const quick: RetryLimits = { tries: 5, firstWait: 1, longestWait: 2, totalWait: 500 };
const never = new AbortController().signal;

function refusal(status: number, retryAfterMilliseconds?: number): StatusError {
  return new StatusError({ status, message: `${status}`, retryAfterMilliseconds });
}

function reset(): Error {
  return Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
}

/** Fails with these, one after the other, then succeeds. */
function failing(...errors: Error[]) {
  let tries = 0;
  const attempt = async () => {
    const error = errors[tries];
    tries += 1;
    if (error) throw error;
    return "answer";
  };
  return { attempt, tries: () => tries };
}

describe("repeating a request", () => {
  it.each([429, 502, 503, 504])("after %d", async (status) => {
    const { attempt, tries } = failing(refusal(status), refusal(status));
    expect(await withRetries(attempt, never, quick)).toBe("answer");
    expect(tries()).toBe(3);
  });

  it.each([400, 401, 403, 404, 410, 500])("not after %d", async (status) => {
    const { attempt, tries } = failing(refusal(status));
    await expect(withRetries(attempt, never, quick)).rejects.toThrow(`${status}`);
    expect(tries()).toBe(1);
  });

  it("after any status that says when to come back, and not before then", async () => {
    const { attempt } = failing(refusal(500, 60));
    const started = performance.now();
    expect(await withRetries(attempt, never, quick)).toBe("answer");
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
  });

  it("five times at most", async () => {
    const { attempt, tries } = failing(...Array.from({ length: 9 }, () => refusal(503)));
    await expect(withRetries(attempt, never, quick)).rejects.toThrow("503");
    expect(tries()).toBe(5);
  });

  it("not when the server asks for more patience than there is", async () => {
    const { attempt, tries } = failing(refusal(429, 600_000));
    await expect(withRetries(attempt, never, quick)).rejects.toThrow("429");
    expect(tries()).toBe(1);
  });

  it("once when the connection breaks", async () => {
    const once = failing(reset());
    expect(await withRetries(once.attempt, never, quick)).toBe("answer");
    const twice = failing(reset(), reset());
    await expect(withRetries(twice.attempt, never, quick)).rejects.toThrow("socket hang up");
    expect(twice.tries()).toBe(2);
  });

  it("ends while waiting when the signal says so", async () => {
    const controller = new AbortController();
    const { attempt } = failing(refusal(503, 30_000));
    const waiting = withRetries(attempt, controller.signal, { ...quick, totalWait: 60_000 });
    setTimeout(() => controller.abort(new Error("interrupted")), 10);
    await expect(waiting).rejects.toThrow("interrupted");
  });
});
