import { type AgentOptions, type ClientRequestArgs, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import { connectToProxy, openTunnel } from "../proxy/tunnel.ts";
import { ConnectTimeout } from "./errors.ts";
import type { TlsOptions } from "./tlsOptions.ts";

const kept: AgentOptions = { keepAlive: true, keepAliveMsecs: 30_000, maxSockets: 8, scheduling: "lifo" };

/** The one keep-alive agent of a source: connections that outlive their request, through a proxy if need be. */
export function agentFor(way: {
  readonly server: URL;
  readonly tls: TlsOptions;
  readonly proxy?: URL | undefined;
  readonly connectTimeoutMilliseconds: number;
}): HttpAgent {
  const { server, tls, proxy, connectTimeoutMilliseconds: timeout } = way;
  if (server.protocol === "https:") {
    const options = { ...kept, ...tls };
    return proxy ? new TunnellingHttpsAgent(options, proxy, timeout) : new HttpsAgent(options);
  }
  return proxy ? new ProxiedHttpAgent(kept, proxy, timeout) : new HttpAgent(kept);
}

type Connected = (error: Error | null, socket?: Duplex) => void;

/** The agent takes no socket along with an error, which its type does not say. */
type AgentCallback = (error: Error | null, socket: Duplex) => void;

class TunnellingHttpsAgent extends HttpsAgent {
  readonly #proxy: URL;
  readonly #timeout: number;

  constructor(options: AgentOptions & TlsOptions, proxy: URL, timeout: number) {
    super(options);
    this.#proxy = proxy;
    this.#timeout = timeout;
  }

  override createConnection(
    options: ClientRequestArgs & ConnectionOptions,
    callback: AgentCallback,
  ): undefined {
    const host = options.host ?? "localhost";
    const secured = openTunnel(this.#proxy, host, Number(options.port)).then((socket) => {
      return secure(socket, { ...options, servername: options.servername || (isIP(host) ? "" : host) });
    });
    handOver(secured, callback as Connected, this.#timeout);
  }
}

/** For an `http://` server a proxy is not tunnelled through but asked, save for SOCKS. */
class ProxiedHttpAgent extends HttpAgent {
  readonly #proxy: URL;
  readonly #timeout: number;

  constructor(options: AgentOptions, proxy: URL, timeout: number) {
    super(options);
    this.#proxy = proxy;
    this.#timeout = timeout;
  }

  override createConnection(options: ClientRequestArgs, callback: AgentCallback): undefined {
    const socket = this.#proxy.protocol.startsWith("socks5")
      ? openTunnel(this.#proxy, options.host ?? "localhost", Number(options.port))
      : connectToProxy(this.#proxy);
    handOver(socket, callback as Connected, this.#timeout);
  }
}

function secure(socket: Socket, options: ConnectionOptions): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const secured = connectTls({ ...options, socket });
    secured.once("error", reject);
    secured.once("secureConnect", () => {
      secured.off("error", reject);
      resolve(secured);
    });
  });
}

/** A socket that comes too late is closed. */
function handOver(coming: Promise<Socket>, connected: Connected, timeout: number): void {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    connected(new ConnectTimeout());
  }, timeout);
  coming.then(
    (socket) => {
      clearTimeout(timer);
      if (isLate) socket.destroy();
      else connected(null, socket);
    },
    (error) => {
      clearTimeout(timer);
      if (!isLate) connected(error);
    },
  );
}
