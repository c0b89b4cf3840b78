import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { hostOf, loginOf, portOf } from "./proxyOf.ts";
import { socksHandshake } from "./socks.ts";

/**
 * A connection to `host:port` through a proxy, over which the caller then speaks as if it were direct.
 * For an `https` proxy the system's certificate authorities are asked about the proxy.
 *
 * @throws Error whose message begins with `proxyconnect tcp:`, as Go's does
 */
export async function openTunnel(proxy: URL, host: string, port: number): Promise<Socket> {
  const socket = await connectToProxy(proxy);
  try {
    if (proxy.protocol.startsWith("socks5")) await socksHandshake(socket, proxy, host, port);
    else await connectHandshake(socket, proxy, host, port);
    // From here on the client speaks first, so nothing is lost before somebody listens.
    return socket.resume();
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** More than any proxy says before it lets through, in bytes. */
const longestAnswer = 64 * 1024;

/** `Basic …` of the user and password in a proxy's URL. */
export function proxyAuthorization(proxy: URL): string | undefined {
  const login = loginOf(proxy);
  return login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString("base64")}`;
}

export function connectToProxy(proxy: URL): Promise<Socket> {
  const host = hostOf(proxy);
  const port = portOf(proxy);
  const secure = proxy.protocol === "https:";
  return new Promise((resolve, reject) => {
    const socket = secure
      ? connectTls({ host, port, ...(isIP(host) === 0 && { servername: host }), ALPNProtocols: ["http/1.1"] })
      : connectTcp({ host, port });
    const failed = (error: NodeJS.ErrnoException) => {
      const reason = error.code === "ECONNREFUSED" ? "connect: connection refused" : error.message;
      reject(new Error(`proxyconnect tcp: dial tcp ${host}:${port}: ${reason}`));
    };
    socket.once("error", failed);
    socket.once(secure ? "secureConnect" : "connect", () => {
      socket.off("error", failed);
      resolve(socket);
    });
  });
}

async function connectHandshake(socket: Socket, proxy: URL, host: string, port: number): Promise<void> {
  const authority = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const authorization = proxyAuthorization(proxy);
  socket.write(
    [
      `CONNECT ${authority} HTTP/1.1`,
      `Host: ${authority}`,
      ...(authorization ? [`Proxy-Authorization: ${authorization}`] : []),
      "",
      "",
    ].join("\r\n"),
  );
  const head = await readUntil(socket, (bytes) => {
    const end = bytes.indexOf("\r\n\r\n");
    return end < 0 ? undefined : end + 4;
  });
  const [, status = "", text = ""] = /^HTTP\/1\.\d (\d{3}) ?([^\r]*)/.exec(head.toString("latin1")) ?? [];
  if (!status.startsWith("2")) throw new Error(`proxyconnect tcp: ${text || status || "not an HTTP proxy"}`);
}

/**
 * Reads until `end` finds an end in what has come so far. The bytes after it go back to the socket.
 * @throws Error when the proxy closes the connection before that, or goes on for too long
 */
export function readUntil(socket: Socket, end: (bytes: Buffer) => number | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const stop = () => {
      socket.off("data", take);
      socket.off("error", reject);
      socket.off("close", closed);
    };
    const closed = () => reject(new Error("proxyconnect tcp: the proxy closed the connection"));
    const take = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const length = end(bytes);
      if (length === undefined && bytes.length <= longestAnswer) return;
      stop();
      if (length === undefined) {
        reject(new Error("proxyconnect tcp: the proxy's answer does not end within 64 KiB"));
        return;
      }
      socket.pause();
      if (bytes.length > length) socket.unshift(bytes.subarray(length));
      resolve(bytes.subarray(0, length));
    };
    socket.on("data", take);
    socket.resume();
    socket.once("error", reject);
    socket.once("close", closed);
  });
}
