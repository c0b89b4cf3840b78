import {
  type Document,
  type Explanation,
  explanationsOf,
  isExplanationOf,
} from "../explanation/explanation.ts";
import type { Block } from "./layout/blocks.ts";
import { print } from "./layout/print.ts";
import type { RenderStyle } from "./style.ts";
import { daemonSetTable } from "./table/daemonSetTable.ts";
import { deploymentTable } from "./table/deploymentTable.ts";
import { podTable } from "./table/podTable.ts";
import { statefulSetTable } from "./table/statefulSetTable.ts";

/** For people: a page for each explanation, an empty line between two. */
export function renderTable(document: Document, style: RenderStyle): string {
  return explanationsOf(document)
    .map((explanation) => print(tableOf(explanation, style), style))
    .join("\n");
}

function tableOf(explanation: Explanation, style: RenderStyle): readonly Block[] {
  if (isExplanationOf(explanation, "DaemonSet")) return daemonSetTable(explanation, style);
  if (isExplanationOf(explanation, "Deployment")) return deploymentTable(explanation, style);
  if (isExplanationOf(explanation, "Pod")) return podTable(explanation, style);
  return statefulSetTable(explanation, style);
}
