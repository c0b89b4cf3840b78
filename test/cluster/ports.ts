import { createServer } from "node:net";

/**
 * TCP ports of the loopback interface that nothing listens on. All are held open until the last one is known,
 * so that no port is returned twice.
 */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    return await Promise.all(
      servers.map(async (server) => {
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        server.once("error", reject).listen(0, "127.0.0.1", resolve);
        await promise;
        const address = server.address();
        if (address === null || typeof address === "string") throw new Error("no free port on 127.0.0.1");
        return address.port;
      }),
    );
  } finally {
    await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  }
}
