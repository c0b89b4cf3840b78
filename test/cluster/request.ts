import type { IncomingHttpHeaders } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import type { KubeObject } from "../../src/kube/objects.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface RequestOptions {
  /** Default `application/merge-patch+json` for PATCH, else `application/json`. */
  readonly contentType?: string;
}

/** Sends JSON and returns the answer's; throws `ApiError` when the server answers with 400 or above. */
export type Request = <T = KubeObject>(
  method: Method,
  path: string,
  body?: unknown,
  options?: RequestOptions,
) => Promise<T>;

/** The server's refusal: HTTP status, and the `reason` of the Status object where there is one. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly reason: string;

  constructor(what: string, status: number, body: string) {
    const { reason = "", message = body.slice(0, 500) } = parseStatus(body);
    super(`${what}: ${status} ${message}`);
    this.status = status;
    this.reason = reason;
  }
}

/** The number of connections that one requester holds open at most. */
export const maxConnections = 32;

/**
 * Requests as the user of `token`, over kept-alive connections. `close` ends the idle ones; without it they
 * end with the process.
 */
export function createRequester({
  server,
  caData,
  token,
}: {
  server: string;
  /** PEM in base64. */
  caData: string | undefined;
  token: string;
}): { request: Request; close: () => void } {
  const ca = caData === undefined ? undefined : Buffer.from(caData, "base64");
  const agent = new Agent({ keepAlive: true, maxSockets: maxConnections, ...(ca && { ca }) });
  const base = server.replace(/\/$/, "");

  const request: Request = async <T>(
    method: Method,
    path: string,
    body?: unknown,
    { contentType = method === "PATCH" ? "application/merge-patch+json" : "application/json" } = {},
  ) => {
    const headers = { authorization: `Bearer ${token}`, accept: "application/json" };
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const answer = await send(`${base}${path}`, method, agent, payload, {
      ...headers,
      ...(payload !== undefined && { "content-type": contentType }),
    });
    if (answer.status >= 400) throw new ApiError(`${method} ${path}`, answer.status, answer.text);
    const isJson = answer.headers["content-type"]?.startsWith("application/json");
    return (isJson ? JSON.parse(answer.text) : answer.text) as T;
  };
  return { request, close: () => agent.destroy() };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function send(
  url: string,
  method: Method,
  agent: Agent,
  payload: string | undefined,
  headers: Record<string, string>,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const outgoing = httpsRequest(url, { method, agent, headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.once("error", reject);
    response.once("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
    });
  });
  outgoing.once("error", reject);
  outgoing.end(payload);
  return promise;
}

function parseStatus(body: string): { reason?: string; message?: string } {
  try {
    const status: unknown = JSON.parse(body);
    return typeof status === "object" && status !== null ? status : {};
  } catch {
    return {};
  }
}
