import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { ConnectTimeout, RequestTimeout } from "./errors.ts";

export interface Response {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingMessage["headers"];
  /** Decompressed. */
  readonly body: Readable;
}

/** A request, for messages and the log. */
export interface Asked {
  readonly method: string;
  /** Without the base path of the server. */
  readonly path: string;
}

/** What holds for every request of a connection. */
export interface Terms {
  /** Of a whole request, its body included. 0 for none. */
  readonly timeoutMilliseconds: number;
  /** Until a connection has come about, TLS included. */
  readonly connectTimeoutMilliseconds: number;
  readonly signal: AbortSignal;
  /** Told of every answer: `status` is such as `200 OK`, empty when there was none. */
  readonly log?: ((asked: Asked, status: string, milliseconds: number) => void) | undefined;
}

/**
 * Sends one request.
 * @throws RequestTimeout, ConnectTimeout, the signal's reason, or what the socket says
 */
export function send<T>(
  options: RequestOptions & { readonly secure: boolean; readonly body?: string | undefined },
  asked: Asked,
  terms: Terms,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMilliseconds, connectTimeoutMilliseconds, log } = terms;
  const started = performance.now();
  return new Promise<T>((resolve, reject) => {
    const request = options.secure ? requestHttps(options) : requestHttp(options);
    let response: IncomingMessage | undefined;
    const fail = (error: unknown) => {
      reject(error);
      (response ?? request).destroy(error as Error);
    };
    const logged = (status: string) => log?.(asked, status, performance.now() - started);
    const aborted = () => fail(signal.reason);
    signal.addEventListener("abort", aborted, { once: true });
    const deadline =
      timeoutMilliseconds > 0
        ? setTimeout(() => fail(new RequestTimeout(asked, timeoutMilliseconds)), timeoutMilliseconds)
        : undefined;
    let connecting: NodeJS.Timeout | undefined;
    const done = () => {
      signal.removeEventListener("abort", aborted);
      clearTimeout(deadline);
      clearTimeout(connecting);
    };
    request.on("socket", (socket) => {
      if (!socket.connecting) return;
      connecting = setTimeout(() => fail(new ConnectTimeout()), connectTimeoutMilliseconds);
      socket.once(options.secure ? "secureConnect" : "connect", () => clearTimeout(connecting));
    });
    request.on("error", (error) => {
      if (response === undefined && !signal.aborted) logged("");
      done();
      reject(error);
    });
    request.on("response", (incoming) => {
      response = incoming;
      // Whoever reads the body is told as well; this only keeps an early end from being an uncaught error.
      incoming.on("error", () => {});
      logged(`${incoming.statusCode} ${incoming.statusMessage}`);
      read({
        status: incoming.statusCode ?? 0,
        statusText: incoming.statusMessage ?? "",
        headers: incoming.headers,
        body: decoded(incoming),
      }).then(
        (value) => {
          done();
          resolve(value);
        },
        (error) => {
          done();
          fail(error);
        },
      );
    });
    request.end(options.body);
  });
}

function decoded(response: IncomingMessage): Readable {
  if (response.headers["content-encoding"] !== "gzip") return response;
  // Loaded when first needed: importing it would cost every start 3 ms.
  const { createGunzip } = process.getBuiltinModule("node:zlib");
  // An error reaches whoever reads the result, so the callback has nothing to do.
  return pipeline(response, createGunzip({ chunkSize: 256 * 1024 }), () => {});
}
