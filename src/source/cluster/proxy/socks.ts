import { isIPv4, type Socket } from "node:net";
import { loginOf } from "./proxyOf.ts";
import { readUntil } from "./tunnel.ts";

const replies: { readonly [code: number]: string } = {
  1: "general SOCKS server failure",
  2: "connection not allowed by ruleset",
  3: "network unreachable",
  4: "host unreachable",
  5: "connection refused",
  6: "TTL expired",
  7: "command not supported",
  8: "address type not supported",
};

/**
 * Asks a SOCKS5 proxy for a connection to `host:port`. A name is resolved by the proxy, as in Go.
 *
 * Upstream: RFC 1928, RFC 1929; golang.org/x/net/internal/socks
 */
export async function socksHandshake(socket: Socket, proxy: URL, host: string, port: number): Promise<void> {
  const login = loginOf(proxy);
  socket.write(Buffer.from(login ? [5, 2, 0, 2] : [5, 1, 0]));
  const [version, method] = await exactly(socket, 2);
  if (version !== 5) throw new Error("socks connect: not a SOCKS5 proxy");
  if (method === 2 && login) await logIn(socket, login);
  else if (method !== 0) throw new Error("socks connect: no acceptable authentication methods");

  socket.write(
    Buffer.concat([Buffer.from([5, 1, 0]), addressOf(host), Buffer.from([port >> 8, port & 0xff])]),
  );
  const answer = await readUntil(socket, (bytes) => {
    if (bytes.length < 5) return undefined;
    const length = { 1: 4, 3: 1 + (bytes[4] ?? 0), 4: 16 }[bytes[3] ?? 1] ?? 4;
    return bytes.length < 6 + length ? undefined : 6 + length;
  });
  const code = answer[1] ?? 1;
  if (code !== 0) throw new Error(`socks connect tcp ${host}:${port}: ${replies[code] ?? `code ${code}`}`);
}

async function logIn(socket: Socket, login: NonNullable<ReturnType<typeof loginOf>>): Promise<void> {
  const [user, password] = [Buffer.from(login.user), Buffer.from(login.password)];
  socket.write(
    Buffer.concat([Buffer.from([1, user.length]), user, Buffer.from([password.length]), password]),
  );
  const [, status] = await exactly(socket, 2);
  if (status !== 0) throw new Error("socks connect: username/password authentication failed");
}

function addressOf(host: string): Buffer {
  if (isIPv4(host)) return Buffer.from([1, ...host.split(".").map(Number)]);
  const name = Buffer.from(host);
  return Buffer.concat([Buffer.from([3, name.length]), name]);
}

function exactly(socket: Socket, length: number): Promise<Buffer> {
  return readUntil(socket, (bytes) => (bytes.length < length ? undefined : length));
}
