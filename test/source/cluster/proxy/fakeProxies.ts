import { createServer, request } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from "node:net";

export interface FakeProxy {
  readonly port: number;
  /** What it was asked for: `CONNECT host:port`, `GET url`, or `SOCKS host:port`. */
  readonly asked: string[];
  close(): void;
}

/** An HTTP proxy. Every name leads to this machine. With `login`, a request must carry it. */
export async function startHttpProxy(login?: string): Promise<FakeProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const allowed = (header: string | undefined) =>
    login === undefined || header === `Basic ${Buffer.from(login).toString("base64")}`;
  const server = createServer((incoming, outgoing) => {
    asked.push(`GET ${incoming.url}`);
    if (!allowed(incoming.headers["proxy-authorization"])) {
      outgoing.writeHead(407).end();
      return;
    }
    const url = new URL(incoming.url ?? "");
    const headers = { ...incoming.headers };
    request({ host: "127.0.0.1", port: url.port, path: url.pathname, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(outgoing);
    }).end();
  });
  server.on("connection", (socket) => sockets.add(socket));
  server.on("connect", (incoming, socket: Socket) => {
    asked.push(`CONNECT ${incoming.url}`);
    if (!allowed(incoming.headers["proxy-authorization"])) {
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    join(socket, Number(incoming.url?.split(":").at(-1)), () => socket.write("HTTP/1.1 200 OK\r\n\r\n"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** A SOCKS5 proxy, RFC 1928. Every name leads to this machine. */
export async function startSocksProxy(login?: {
  readonly user: string;
  readonly password: string;
}): Promise<FakeProxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.once("data", () => {
      socket.write(Buffer.from([5, login ? 2 : 0]));
      if (!login) {
        socket.once("data", takeRequest);
        return;
      }
      socket.once("data", (message) => {
        const user = message.toString("utf8", 2, 2 + (message[1] ?? 0));
        const password = message.toString("utf8", 3 + (message[1] ?? 0));
        socket.write(Buffer.from([1, user === login.user && password === login.password ? 0 : 1]));
        socket.once("data", takeRequest);
      });
    });
    const takeRequest = (message: Buffer) => {
      const isName = message[3] === 3;
      const end = isName ? 5 + (message[4] ?? 0) : 8;
      const host = isName ? message.toString("utf8", 5, end) : [...message.subarray(4, 8)].join(".");
      const port = message.readUInt16BE(end);
      asked.push(`SOCKS ${host}:${port}`);
      join(socket, port, () => socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0])));
    };
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function join(socket: Socket, port: number, joined: () => void): void {
  const upstream = connect(port, "127.0.0.1", () => {
    joined();
    socket.pipe(upstream).pipe(socket);
  });
  upstream.on("error", () => socket.destroy());
  socket.on("error", () => upstream.destroy());
}
