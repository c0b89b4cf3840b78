import { decidedOf } from "../../../src/cli/decidedFlags.ts";
import { typedCommand } from "../../../src/cli/typedCommand.ts";
import type { ConvertRequest } from "../../../src/convert/request.ts";
import { sourceKinds } from "../../../src/convert/sourceKinds.ts";
import type { TargetKind } from "../../../src/explanation/conversion.ts";
import type { RecordedCase } from "./cases.ts";

/** As the command line makes it of `kubectl workload convert deploy/grafana -n shop --to statefulset` and flags. */
export function requestOf(
  { kind: named, namespace, name }: Pick<RecordedCase, "kind" | "namespace"> & { readonly name: string },
  to: TargetKind,
  flags: { readonly [flag: string]: unknown } = {},
): ConvertRequest {
  const kind = sourceKinds.find((known) => known.kind === named);
  if (kind === undefined) throw new Error(`there is no kind ${named}`);
  const shortName = kind.shortNames[0] ?? kind.singular;
  const argv = { to: to.toLowerCase(), ...flags };
  return {
    subject: { kind, namespace, name },
    to,
    decided: decidedOf(argv),
    references: true,
    context: 3,
    command: typedCommand(argv, { shortName, namespace, name }),
    connection: "",
  };
}
