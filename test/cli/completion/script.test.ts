import { describe, expect, it } from "vitest";
import { run } from "../run.ts";

const shells = ["bash", "zsh", "fish", "powershell"];

describe("the scripts for shells", () => {
  it.each(shells)("complete `kubectl-workload` in %s", async (shell) => {
    const { stdout, exitCode } = await run(["completion", shell]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("kubectl-workload __complete");
    expect(stdout).toContain(`kubectl workload completion ${shell}`);
  });

  it.each(shells)("define and complete the short names in %s", async (shell) => {
    const { stdout, exitCode } = await run(["aliases", shell]);
    expect(exitCode).toBe(0);
    for (const name of ["kw", "kwe", "kwc", "kwf", "kws"])
      expect(stdout).toMatch(new RegExp(`\\b${name}\\b`));
    expect(stdout).toMatch(/kubectl workload explain ?(\$argv|"\$@"|@args|')/);
  });

  it("begin with another prefix where kw is taken", async () => {
    const { stdout } = await run(["aliases", "bash", "--prefix", "wl"]);
    expect(stdout).toContain("alias wle='kubectl workload explain'\n");
    expect(stdout).not.toMatch(/\bkwe\b/);
  });

  it.each<[readonly string[], string]>([
    [["completion"], "name a shell: one of bash, zsh, fish, powershell, install"],
    [["completion", "tcsh"], '"tcsh" is no shell known here: one of bash, zsh, fish, powershell, install'],
    [["completion", "zhs"], "powershell, install; did you mean zsh?"],
    [["completion", "bash", "zsh"], "extra arguments: [zsh]: name one of bash"],
    [["completion", "bash", "--dir", "/tmp"], "--dir says where to install: it goes with `install` alone"],
    [["aliases"], "name a shell: one of bash, zsh, fish, powershell"],
    [["completion", "install", "zsh"], "extra arguments: [zsh]"],
    [["aliases", "bash", "--prefix", "kubectl"], "could not go on with `kubectl`"],
    [["aliases", "bash", "--prefix", "i"], "could not go on with `if`"],
    [["options", "bogus"], "extra arguments: [bogus]"],
    [["aliases", "bash", "--prefix", "$(id)"], 'invalid argument "$(id)" for "--prefix" flag'],
  ])("refuse %j", async (args, message) => {
    const { stdout, stderr, exitCode } = await run(args);
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(exitCode).toBe(1);
  });
});
