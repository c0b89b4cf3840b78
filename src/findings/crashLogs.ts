/**
 * The end of the command for the last words of a container that crashes again and again; undefined for another trouble.
 *
 * @param summary as the facts have it: `container agent: CrashLoopBackOff (exit code 1, 6 restarts)`
 */
export function logsOfCrash(pod: string, summary: string): string | undefined {
  const container = /^container (\S+): CrashLoopBackOff/.exec(summary)?.[1];
  return container === undefined ? undefined : `logs ${pod} -c ${container} --previous`;
}
