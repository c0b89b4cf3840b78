import { type Ran, run } from "../cluster/executable.ts";

/** What `npm run` tells its children would decide for the npm that is run here. */
const withoutNpm = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^npm_/i.test(name))
    .map((name) => [name, undefined]),
);

export function npm(...args: readonly string[]): Promise<Ran> {
  return run("npm", args, withoutNpm);
}
