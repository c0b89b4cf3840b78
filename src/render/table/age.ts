const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * How long something has been there, as kubectl shows it: `45s`, `3m20s`, `5h`, `12d`, `1y40d`.
 * Upstream: apimachinery pkg/util/duration/duration.go#HumanDuration (v1.36)
 *
 * @param since RFC 3339; undefined gives `<unknown>`
 */
export function age(since: string | undefined, now: string): string {
  const seconds = Math.floor((Date.parse(now) - Date.parse(since ?? "")) / 1000);
  if (Number.isNaN(seconds)) return "<unknown>";
  if (seconds <= 0) return "0s";
  if (seconds < 2 * minute) return `${seconds}s`;
  if (seconds < 10 * minute) return joined(Math.floor(seconds / minute), "m", seconds % minute, "s");
  if (seconds < 3 * hour) return `${Math.floor(seconds / minute)}m`;
  if (seconds < 8 * hour)
    return joined(Math.floor(seconds / hour), "h", Math.floor((seconds % hour) / minute), "m");
  if (seconds < 2 * day) return `${Math.floor(seconds / hour)}h`;
  if (seconds < 8 * day)
    return joined(Math.floor(seconds / day), "d", Math.floor((seconds % day) / hour), "h");
  const days = Math.floor(seconds / day);
  if (days < 2 * 365) return `${days}d`;
  if (days < 8 * 365) return joined(Math.floor(days / 365), "y", days % 365, "d");
  return `${Math.floor(days / 365)}y`;
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`;
}
