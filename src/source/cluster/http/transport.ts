import type { Agent } from "node:http";
import type { ClientCertificate, Credentials } from "../auth/credentials.ts";
import { hostOf, isLoopback, portOf } from "../proxy/proxyOf.ts";
import { proxyAuthorization } from "../proxy/tunnel.ts";
import { agentFor } from "./agent.ts";
import { type Response, send, type Terms } from "./send.ts";
import { isUnknownAuthority, systemAuthorities } from "./systemTrust.ts";
import type { TlsOptions } from "./tlsOptions.ts";

/** What an API server is asked to try, without doing it. */
export interface Trial {
  /** POST creates, PATCH applies server-side. */
  readonly method: "POST" | "PATCH";
  /** JSON. */
  readonly body: string;
}

/** Whatever else the path says: the API server looks at the object, and stores nothing. */
const onlyTried = "dryRun=All";

export interface Connection extends Terms {
  readonly server: URL;
  readonly basePath: string;
  readonly tls: TlsOptions;
  readonly proxy?: URL | undefined;
  readonly credentials: Credentials;
  /** Sent with every request, next to the transport's own. */
  readonly headers: { readonly [name: string]: string | readonly string[] };
  readonly disableCompression: boolean;
}

export interface Transport {
  /**
   * Sends one request; `read` takes the answer, whatever its status, and must consume its body. `accept` asks for
   * it in another form than the object's own JSON.
   * @throws RequestTimeout, ConnectTimeout, the signal's reason, or what the socket says
   */
  get<T>(path: string, read: (response: Response) => Promise<T>, accept?: string): Promise<T>;
  /** As get; the only request that is no GET, and always a dry run. */
  dryRun<T>(path: string, trial: Trial, read: (response: Response) => Promise<T>): Promise<T>;
  close(): void;
}

const contentTypes = { POST: "application/json", PATCH: "application/apply-patch+yaml" } as const;

export function createTransport(connection: Connection): Transport {
  const { server, credentials, proxy } = connection;
  const secure = server.protocol === "https:";
  const asksProxy = proxy !== undefined && !secure && !proxy.protocol.startsWith("socks5");
  const host = hostOf(server);
  const compressed = !connection.disableCompression && !isLoopback(host);
  const proxyLogin = asksProxy ? proxyAuthorization(proxy) : undefined;
  let certificate: ClientCertificate | undefined;
  let authorities: string[] | undefined;
  let agent: Agent = agentFor(connection);

  const renewAgent = () => {
    agent.destroy();
    const tls = { ...connection.tls, ...(authorities && { ca: authorities }), ...certificate };
    agent = agentFor({ ...connection, tls });
  };

  /** After a failed handshake: whether this system trusts more than the runtime does. */
  const trustSystem = (error: unknown): boolean => {
    if (connection.tls.ca !== undefined || !isUnknownAuthority(error)) return false;
    if (authorities === undefined) {
      authorities = systemAuthorities();
      if (authorities !== undefined) renewAgent();
    }
    return authorities !== undefined;
  };

  const prepare = async (path: string, accept: string, trial?: Trial) => {
    const authorization = await credentials.authorization();
    const latest = await credentials.clientCertificate?.();
    if (latest?.cert !== certificate?.cert) {
      certificate = latest;
      renewAgent();
    }
    return {
      secure,
      method: trial?.method ?? "GET",
      body: trial?.body,
      agent,
      host,
      port: portOf(server),
      path: `${asksProxy ? server.origin : ""}${connection.basePath}${path}`,
      headers: {
        Accept: accept,
        ...(trial && { "Content-Type": contentTypes[trial.method] }),
        ...(compressed && { "Accept-Encoding": "gzip" }),
        ...(authorization !== undefined && { Authorization: authorization }),
        ...(proxyLogin !== undefined && { "Proxy-Authorization": proxyLogin }),
        ...(connection.headers as { [name: string]: string | string[] }),
      },
    };
  };

  const ask = async <T>(
    path: string,
    read: (response: Response) => Promise<T>,
    accept = "application/json",
    trial?: Trial,
  ) => {
    connection.signal.throwIfAborted();
    const asked = { method: trial?.method ?? "GET", path };
    const attempt = async () => send(await prepare(path, accept, trial), asked, connection, read);
    return attempt().catch((error) => {
      if (trustSystem(error)) return attempt();
      throw error;
    });
  };

  return {
    get: ask,
    dryRun: (path, trial, read) =>
      ask(`${path}${path.includes("?") ? "&" : "?"}${onlyTried}`, read, undefined, trial),
    close: () => agent.destroy(),
  };
}
