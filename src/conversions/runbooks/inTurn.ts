/** Commands of which each is run only where the one before has done its work. */
export function inTurn(...commands: readonly (string | undefined)[]): string {
  return commands.filter((command) => command !== undefined).join(" &&\n");
}
