import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { createCertificateAuthority } from "../../cluster/certificates.ts";

export const authority = createCertificateAuthority();
const serving = authority.issueServer(["kubernetes.default.svc", "localhost"], ["127.0.0.1"]);

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** Name, value, name, value: repeated headers are told apart. */
  readonly rawHeaders: readonly string[];
  /** Common name of the client's certificate. */
  readonly user: string | undefined;
  readonly serverName: string | undefined;
}

export type Handler = (request: SeenRequest, response: ServerResponse, number: number) => void;

export interface FakeApiServer {
  readonly port: number;
  readonly url: string;
  readonly requests: SeenRequest[];
  /** Connections made so far. */
  connections(): number;
  close(): Promise<void>;
}

/** An API server that answers as the test says: TLS with `authority`, client certificates welcome. */
export function startTls(handler: Handler): Promise<FakeApiServer> {
  const options = {
    ...pem(serving),
    ca: authority.certificate,
    requestCert: true,
    rejectUnauthorized: false,
  };
  return start("https", (listener) => createTlsServer(options, listener), "secureConnection", handler);
}

export function startPlain(handler: Handler): Promise<FakeApiServer> {
  return start("http", (listener) => createServer(listener), "connection", handler);
}

async function start(
  scheme: string,
  create: (listener: (request: IncomingMessage, response: ServerResponse) => void) => Server,
  connected: string,
  handler: Handler,
): Promise<FakeApiServer> {
  const requests: SeenRequest[] = [];
  let connections = 0;
  const server = create((request, response) => {
    const socket = request.socket as Partial<TLSSocket>;
    const seen: SeenRequest = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      user: socket.getPeerCertificate?.()?.subject?.CN as string | undefined,
      serverName: (socket.servername as string | false | undefined) || undefined,
    };
    requests.push(seen);
    handler(seen, response, requests.length);
  });
  server.on(connected, (_socket: Socket) => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function json(response: ServerResponse, body: unknown, status = 200, headers: object = {}): void {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** A failure as the API server words it. */
export function status(
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
  headers: object = {},
): void {
  json(
    response,
    { kind: "Status", apiVersion: "v1", status: "Failure", message, reason, code },
    code,
    headers,
  );
}

export function pem(certificate: { readonly certificate: string; readonly key: string }) {
  return { cert: certificate.certificate, key: certificate.key };
}
