import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildBundle } from "./bundle.ts";
import { bundledPackages } from "./bundledPackages.ts";
import { notices } from "./notices.ts";

/** What `npm pack` and `npm publish` need of a build: the bundle alone, since an executable is for one platform. */
const dist = join(import.meta.dirname, "..", "dist");
const packages = bundledPackages(await buildBundle(join(dist, "kubectl-workload.mjs")));
writeFileSync(join(dist, "THIRD_PARTY_NOTICES"), notices(packages, "bundle"));
