import { nodes } from "../../../src/kube/resources.ts";
import { openCluster } from "../../../src/source/cluster/clusterSource.ts";

/** Reads a node and all nodes by the flags in argv (JSON), and prints what came of it. For other runtimes. */
const flags = JSON.parse(process.argv[2] ?? "{}");
const io = { env: process.env, stderr: process.stderr, homedir: "/nonexistent" };
try {
  const source = await openCluster(flags, io);
  const { results } = await source.collect(() => [{ resource: nodes, name: "gpu-0" }, { resource: nodes }]);
  source.close();
  const said = results.map(({ objects, failure }) => failure ?? objects?.length);
  process.stdout.write(JSON.stringify({ said, isBun: process.versions["bun"] !== undefined }));
} catch (error) {
  process.stdout.write(JSON.stringify({ thrown: (error as Error).message }));
}
