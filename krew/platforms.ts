import { readFileSync } from "node:fs";

/** One archive of a release. Names of systems and machines are Go's, as krew's manifests have them. */
export interface Platform {
  readonly os: "linux" | "darwin" | "windows";
  readonly arch: "amd64" | "arm64";
  /** On Linux alone. krew cannot tell the C libraries apart, so its manifest takes those of glibc. */
  readonly libc?: "glibc" | "musl";
  /** `kubectl-workload_v0.1.0_linux_arm64_musl.tar.gz`: glibc, which most have, is not named. */
  readonly archive: string;
  /** The executable in the archive. */
  readonly bin: "kubectl-workload" | "kubectl-workload.exe";
  /** The npm package with the Bun executable for it, and that file in the package. */
  readonly base: { readonly name: `@oven/bun-${string}`; readonly file: "bin/bun" | "bin/bun.exe" };
}

/** Of package.json, without the `v` that tags and archives have. */
export const version: string = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
).version;

/**
 * Every platform that a release is for. Bun has one executable for all of amd64: it needs SSE4.2 and looks for
 * AVX2 when it runs, so there is nothing to choose for old machines.
 */
export const platforms: readonly Platform[] = [
  platform("linux", "amd64", "@oven/bun-linux-x64", "glibc"),
  platform("linux", "arm64", "@oven/bun-linux-aarch64", "glibc"),
  platform("linux", "amd64", "@oven/bun-linux-x64-musl", "musl"),
  platform("linux", "arm64", "@oven/bun-linux-aarch64-musl", "musl"),
  platform("darwin", "amd64", "@oven/bun-darwin-x64"),
  platform("darwin", "arm64", "@oven/bun-darwin-aarch64"),
  platform("windows", "amd64", "@oven/bun-windows-x64"),
  platform("windows", "arm64", "@oven/bun-windows-aarch64"),
];

function platform(
  os: Platform["os"],
  arch: Platform["arch"],
  name: Platform["base"]["name"],
  libc?: Platform["libc"],
): Platform {
  const windows = os === "windows";
  const suffix = libc === "musl" ? "_musl" : "";
  return {
    os,
    arch,
    ...(libc === undefined ? {} : { libc }),
    archive: `kubectl-workload_v${version}_${os}_${arch}${suffix}${windows ? ".zip" : ".tar.gz"}`,
    bin: windows ? "kubectl-workload.exe" : "kubectl-workload",
    base: { name, file: windows ? "bin/bun.exe" : "bin/bun" },
  };
}
