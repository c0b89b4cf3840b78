import { spawn } from "node:child_process";

/** Kills what it knows of and removes the cluster's folder as soon as this process is gone, however it went. */
export interface Watchdog {
  started(pid: number): void;
  exited(pid: number): void;
  /** Ends the watchdog without killing anything. */
  dismiss(): void;
}

const script = `
pids=" "
while read -r word pid; do
  case $word in
    started) pids="$pids$pid " ;;
    exited) before=\${pids%% $pid *} after=\${pids#* $pid }; pids="$before $after" ;;
    dismissed) exit 0 ;;
  esac
done
for pid in $pids; do kill -KILL "$pid" 2>/dev/null; done
sleep 0.2
rm -rf "$1"
`;

/**
 * Starts a shell that reads pids from a pipe. The kernel closes the pipe when this process ends, also when it is
 * killed with SIGKILL; no signal handler is needed, and none of the caller's is disturbed. It runs in its own
 * session because Ctrl-C goes to the whole foreground group.
 */
export function startWatchdog(folder: string): Watchdog {
  const shell = spawn("/bin/sh", ["-c", script, "watchdog", folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  shell.stdin.on("error", () => {});
  return {
    started: (pid) => void shell.stdin.write(`started ${pid}\n`),
    exited: (pid) => void (shell.stdin.writable && shell.stdin.write(`exited ${pid}\n`)),
    dismiss: () => void shell.stdin.end("dismissed\n"),
  };
}
