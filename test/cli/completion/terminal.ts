import { type ChildProcess, spawn } from "node:child_process";
import { shellPath } from "./shells.ts";

/** How a shell starts without anybody's settings, and which key has it print the line that is being typed. */
const shells = {
  bash: {
    options: "--noprofile --norc -i",
    setUp: `bind -x '"\\C-g": printf "<%s>\\n" "$READLINE_LINE"; READLINE_LINE='`,
  },
  zsh: {
    options: "-f -i",
    setUp: `bindkey -e; autoload -Uz compinit; compinit -i -D
      show() { print -r -- "<$BUFFER>"; BUFFER=; zle redisplay }; zle -N show; bindkey '^G' show`,
  },
} as const;

const showKey = "\x07";
const pollMilliseconds = 20;

/** A real shell at a terminal of its own, typed into as a person would. */
export class Terminal {
  readonly #process: ChildProcess;
  #screen = "";

  private constructor(command: string, env: NodeJS.ProcessEnv) {
    this.#process = spawn("script", ["-qfec", command, "/dev/null"], {
      env: { ...process.env, ...env, TERM: "dumb", COLUMNS: "200" },
      stdio: ["pipe", "pipe", "ignore"],
    });
    this.#process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.#screen += text;
    });
  }

  /** A shell that has read what `setUp` prints. */
  static async open(shell: keyof typeof shells, setUp: string, env: NodeJS.ProcessEnv): Promise<Terminal> {
    const { options, setUp: own } = shells[shell];
    const terminal = new Terminal(`${shellPath(shell)} ${options}`, env);
    // The quotes keep what is typed from looking like what is printed.
    await terminal.#type(`PS1='> '; ${own}\n${setUp}\necho rea''dy\n`, /ready\r?\n/);
    return terminal;
  }

  /** Types a line with Tab keys in it, and returns the line that this has made. */
  async line(keys: string): Promise<string> {
    for (const part of keys.split(/(?<=\t)/)) {
      this.#process.stdin?.write(part);
      if (part.endsWith("\t")) await this.#quiet();
    }
    const screen = await this.#type(showKey, /<.*>\r?\n/);
    return /<(.*)>/.exec(screen)?.[1] ?? "";
  }

  /** Types a line with Tab keys in it, returns what the shell says to that, and takes the line back. */
  async offers(keys: string): Promise<string> {
    const seen = this.#screen.length;
    this.#process.stdin?.write(keys);
    await this.#quiet();
    const screen = this.#screen.slice(seen);
    await this.#type(showKey, /<.*>\r?\n/);
    return screen;
  }

  /** Runs a command, and returns what is on the screen once `until` is. */
  run(command: string, until: RegExp): Promise<string> {
    return this.#type(`${command}\n`, until);
  }

  close(): void {
    this.#process.kill("SIGKILL");
  }

  async #type(keys: string, until: RegExp): Promise<string> {
    const seen = this.#screen.length;
    this.#process.stdin?.write(keys);
    const end = Date.now() + 20_000;
    for (;;) {
      const fresh = this.#screen.slice(seen);
      if (until.test(fresh)) return fresh;
      if (Date.now() > end)
        throw new Error(
          `typed ${JSON.stringify(keys)}, waited in vain for ${until}: ${JSON.stringify(fresh)}`,
        );
      await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
    }
  }

  /** Until the shell has had its say: something came, and then nothing for a while, or nothing came at all. */
  async #quiet(): Promise<void> {
    const seen = this.#screen.length;
    let length = -1;
    for (let waited = 0; waited < 3000; waited += 300) {
      await new Promise((resolve) => setTimeout(resolve, 300));
      if (this.#screen.length > seen && this.#screen.length === length) return;
      length = this.#screen.length;
    }
  }
}
