import { type Agent, type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { ClientCertificate, Credentials } from "../auth/credentials.ts";
import { hostOf, isLoopback, portOf } from "../proxy/proxyOf.ts";
import { proxyAuthorization } from "../proxy/tunnel.ts";
import { agentFor } from "./agent.ts";
import { ConnectTimeout, RequestTimeout } from "./errors.ts";
import type { TlsOptions } from "./tlsOptions.ts";

/** The only verb of this tool: nothing else is ever sent to an API server. */
const method = "GET";

export interface Connection {
  readonly server: URL;
  readonly basePath: string;
  readonly tls: TlsOptions;
  readonly proxy?: URL | undefined;
  readonly credentials: Credentials;
  /** Sent with every request, next to the transport's own. */
  readonly headers: { readonly [name: string]: string | readonly string[] };
  readonly disableCompression: boolean;
  /** Of a whole request, its body included. 0 for none. */
  readonly timeoutMilliseconds: number;
  readonly connectTimeoutMilliseconds: number;
  readonly signal: AbortSignal;
  /** Told of every answer: `status` is such as `200 OK`, empty when there was none. */
  readonly log?: ((url: string, status: string, milliseconds: number) => void) | undefined;
}

export interface Response {
  readonly status: number;
  readonly statusText: string;
  readonly headers: IncomingMessage["headers"];
  /** Decompressed. */
  readonly body: Readable;
}

export interface Transport {
  /**
   * Sends one request; `read` takes the answer, whatever its status, and must consume its body.
   * @throws RequestTimeout, ConnectTimeout, the signal's reason, or what the socket says
   */
  get<T>(path: string, read: (response: Response) => Promise<T>): Promise<T>;
  close(): void;
}

export function createTransport(connection: Connection): Transport {
  const { server, credentials, proxy } = connection;
  const secure = server.protocol === "https:";
  const asksProxy = proxy !== undefined && !secure && !proxy.protocol.startsWith("socks5");
  const host = hostOf(server);
  const compressed = !connection.disableCompression && !isLoopback(host);
  const proxyLogin = asksProxy ? proxyAuthorization(proxy) : undefined;
  let certificate: ClientCertificate | undefined;
  let agent: Agent = agentFor(connection);

  const prepare = async (path: string): Promise<RequestOptions> => {
    const authorization = await credentials.authorization();
    const latest = await credentials.clientCertificate?.();
    if (latest?.cert !== certificate?.cert) {
      agent.destroy();
      certificate = latest;
      agent = agentFor({ ...connection, tls: { ...connection.tls, ...asBuffers(latest) } });
    }
    return {
      method,
      agent,
      host,
      port: portOf(server),
      path: `${asksProxy ? server.origin : ""}${connection.basePath}${path}`,
      headers: {
        Accept: "application/json",
        ...(compressed && { "Accept-Encoding": "gzip" }),
        ...(authorization !== undefined && { Authorization: authorization }),
        ...(proxyLogin !== undefined && { "Proxy-Authorization": proxyLogin }),
        ...(connection.headers as { [name: string]: string | string[] }),
      },
    };
  };

  return {
    async get(path, read) {
      connection.signal.throwIfAborted();
      const options = await prepare(path);
      return send(connection, secure ? requestHttps : requestHttp, options, path, read);
    },
    close: () => agent.destroy(),
  };
}

function send<T>(
  connection: Connection,
  open: typeof requestHttp,
  options: RequestOptions,
  path: string,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMilliseconds, log } = connection;
  const started = performance.now();
  return new Promise<T>((resolve, reject) => {
    const request = open(options);
    let response: IncomingMessage | undefined;
    const fail = (error: unknown) => {
      reject(error);
      (response ?? request).destroy(error as Error);
    };
    const logged = (status: string) =>
      log?.(`${connection.server.origin}${connection.basePath}${path}`, status, performance.now() - started);
    const aborted = () => fail(signal.reason);
    signal.addEventListener("abort", aborted, { once: true });
    const deadline =
      timeoutMilliseconds > 0
        ? setTimeout(() => fail(new RequestTimeout(path, timeoutMilliseconds)), timeoutMilliseconds)
        : undefined;
    let connecting: NodeJS.Timeout | undefined;
    const done = () => {
      signal.removeEventListener("abort", aborted);
      clearTimeout(deadline);
      clearTimeout(connecting);
    };
    request.on("socket", (socket) => {
      if (!socket.connecting) return;
      connecting = setTimeout(() => fail(new ConnectTimeout()), connection.connectTimeoutMilliseconds);
      socket.once(open === requestHttps ? "secureConnect" : "connect", () => clearTimeout(connecting));
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
    request.end();
  });
}

function decoded(response: IncomingMessage): Readable {
  if (response.headers["content-encoding"] !== "gzip") return response;
  // An error reaches whoever reads the result, so the callback has nothing to do.
  return pipeline(response, createGunzip({ chunkSize: 256 * 1024 }), () => {});
}

function asBuffers(certificate: ClientCertificate | undefined): { cert?: Buffer; key?: Buffer } {
  if (certificate === undefined) return {};
  return { cert: Buffer.from(certificate.cert), key: Buffer.from(certificate.key) };
}
