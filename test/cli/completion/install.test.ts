import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { installCompletion } from "../../../src/cli/completion/install.ts";
import { run } from "../run.ts";

const name = "kubectl_complete-workload";
const linux = { platform: "linux", execPath: "/usr/bin/kubectl-workload" } as const;

/** A home with two directories of PATH, the plugin in the second, and a directory that is nobody's home. */
function home(): { homedir: string; own: string; local: string; system: string; env: { PATH: string } } {
  const root = mkdtempSync(join(tmpdir(), "kubectl-workload-"));
  const homedir = join(root, "home");
  const [own, local, system] = [
    join(homedir, "bin"),
    join(homedir, ".local", "bin"),
    join(root, "usr", "bin"),
  ];
  for (const each of [own, local, system]) mkdirSync(each, { recursive: true });
  writeFileSync(join(own, "kubectl-workload"), "");
  return { homedir, own, local, system, env: { PATH: [system, local, own].join(delimiter) } };
}

describe("installing the completion", () => {
  it("writes an executable beside the plugin", () => {
    const { homedir, own, env } = home();
    expect(installCompletion(undefined, { env, homedir }, linux)).toEqual({
      path: join(own, name),
      wasThere: false,
    });
    expect(readFileSync(join(own, name), "utf8")).toContain('exec kubectl-workload __complete "$@"');
    expect(statSync(join(own, name)).mode & 0o777).toBe(0o755);
  });

  it("says so when it is there already", () => {
    const { homedir, own, env } = home();
    installCompletion(undefined, { env, homedir }, linux);
    expect(installCompletion(undefined, { env, homedir }, linux)).toEqual({
      path: join(own, name),
      wasThere: true,
    });
  });

  it("takes a directory of PATH in the user's home where the plugin is not on PATH", () => {
    const { homedir, local, system } = home();
    const env = { PATH: [system, local].join(delimiter) };
    expect(installCompletion(undefined, { env, homedir }, linux).path).toBe(join(local, name));
  });

  it("says so where kubectl will not find it", () => {
    const { homedir, own, local, system, env } = home();
    const install = (directory: string) => installCompletion(directory, { env, homedir }, linux).hiddenBy;
    expect(install(homedir)).toBe(`warning: ${homedir} is not on PATH: kubectl finds it once it is`);
    expect(install(own)).toBeUndefined();
    writeFileSync(join(system, name), "#!/bin/sh\n", { mode: 0o755 });
    expect(install(local)).toBe(`warning: kubectl finds ${join(system, name)} before it`);
  });

  it("takes the directory that is named", () => {
    const { homedir, local, env } = home();
    expect(installCompletion(local, { env, homedir }, linux).path).toBe(join(local, name));
  });

  it("gives the plugin a second name on Windows, where a script would run what is typed", () => {
    const { homedir, own, env } = home();
    const execPath = join(own, "kubectl-workload.exe");
    writeFileSync(execPath, "kubectl-workload, as an executable", { mode: 0o755 });
    const windows = { platform: "win32", execPath } as const;
    const { path } = installCompletion(own, { env, homedir }, windows);
    expect(path).toBe(join(own, `${name}.exe`));
    expect(readFileSync(path, "utf8")).toBe("kubectl-workload, as an executable");
    expect(installCompletion(undefined, { env, homedir }, windows)).toEqual({ path, wasThere: true });
  });

  it("leaves it to npm on Windows where npm has installed the plugin", () => {
    const { homedir, own, env } = home();
    const node = { platform: "win32", execPath: "C:\\Program Files\\nodejs\\node.exe" } as const;
    expect(() => installCompletion(own, { env, homedir }, node)).toThrow("npm puts");
    expect(readdirSync(own)).toEqual(["kubectl-workload"]);
  });

  it("renews the script of an older version", () => {
    const { homedir, own, env } = home();
    writeFileSync(join(own, name), "#!/bin/sh\nexec kubectl-workload __old\n", { mode: 0o755 });
    expect(installCompletion(undefined, { env, homedir }, linux)).toEqual({
      path: join(own, name),
      wasThere: false,
    });
    expect(readFileSync(join(own, name), "utf8")).toContain("__complete");
  });

  it("leaves what npm has put there", () => {
    const { homedir, own, env } = home();
    const script = '#!/usr/bin/env node\nrequire("./kubectl-workload");\n';
    writeFileSync(join(own, name), script, { mode: 0o755 });
    expect(installCompletion(undefined, { env, homedir }, linux).wasThere).toBe(true);
    expect(readFileSync(join(own, name), "utf8")).toBe(script);
  });

  it("passes by what PATH says of the working directory, since kubectl runs nothing from there", () => {
    const { homedir, local } = home();
    const beside = relative(process.cwd(), join(homedir, "bin"));
    const env = { PATH: [beside, local].join(delimiter) };
    expect(installCompletion(undefined, { env, homedir }, linux).path).toBe(join(local, name));
  });

  it("writes it again where it is there but cannot be run", () => {
    const { homedir, own, env } = home();
    installCompletion(undefined, { env, homedir }, linux);
    chmodSync(join(own, name), 0o644);
    expect(installCompletion(undefined, { env, homedir }, linux).wasThere).toBe(false);
    expect(statSync(join(own, name)).mode & 0o777).toBe(0o755);
  });

  it("does not take an empty --dir for the working directory", () => {
    const { homedir, env } = home();
    expect(() => installCompletion("", { env, homedir }, linux)).toThrow("error: --dir is empty");
    expect(existsSync(name)).toBe(false);
  });

  it("leaves alone what somebody else has put there", () => {
    const { homedir, own, env } = home();
    writeFileSync(join(own, name), "#!/bin/sh\nmine\n");
    for (const directory of [undefined, own]) {
      expect(() => installCompletion(directory, { env, homedir }, linux)).toThrow(
        `error: ${join(own, name)} is not of this plugin: remove it, or name another directory with --dir`,
      );
    }
    expect(readFileSync(join(own, name), "utf8")).toContain("mine");
  });

  it("says what to do where no directory of PATH can be written", () => {
    const { homedir, system } = home();
    const PATH = [system, join(homedir, "missing")].join(delimiter);
    expect(() => installCompletion(undefined, { env: { PATH }, homedir }, linux)).toThrow("--dir");
    expect(readdirSync(system)).toEqual([]);
  });

  it("leaves nothing half-written", () => {
    const { homedir, env } = home();
    const file = join(homedir, "a-file");
    writeFileSync(file, "");
    expect(() => installCompletion(file, { env, homedir }, linux)).toThrow(
      `error: cannot write ${join(file, name)}`,
    );
    expect(() => installCompletion(join(homedir, "missing"), { env, homedir }, linux)).toThrow(
      "no such file",
    );
    expect(existsSync(join(homedir, "missing"))).toBe(false);
  });

  it("is run by its verb, which says where it went", async () => {
    const { own, env } = home();
    chmodSync(own, 0o755);
    const { stderr, exitCode } = await run(["completion", "install", "--dir", own], { env });
    expect(stderr).toContain(`wrote: ${join(own, name)}\n`);
    expect(exitCode).toBe(0);
  });
});
