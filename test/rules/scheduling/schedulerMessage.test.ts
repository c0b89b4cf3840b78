import { describe, expect, it } from "vitest";
import { ownNodeClause } from "../../../src/rules/scheduling/schedulerMessage.ts";

describe("ownNodeClause", () => {
  it.each([
    [
      "v1.36, resources, with the preemption tail",
      "0/11 nodes are available: 1 Insufficient cpu, 10 node(s) didn't satisfy plugin(s) [NodeAffinity]. no new claims to deallocate, preemption: 0/11 nodes are available: 1 No preemption victims found for incoming pod, 10 Preemption is not helpful for scheduling.",
      "Insufficient cpu",
    ],
    [
      "two reasons of its own node",
      "0/12 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 11 node(s) didn't satisfy plugin(s) [NodeAffinity]. preemption: 0/12 nodes are available: 12 Preemption is not helpful for scheduling.",
      "Insufficient cpu, Insufficient memory",
    ],
    [
      "ports",
      "0/12 nodes are available: 1 node(s) didn't have free ports for the requested pod ports, 11 node(s) didn't satisfy plugin(s) [NodeAffinity].",
      "didn't have free ports for the requested pod ports",
    ],
    [
      "the words of older schedulers",
      "0/3 nodes are available: 1 node(s) had untolerated taint {gpu: true}, 2 node(s) didn't match Pod's node affinity/selector.",
      "had untolerated taint {gpu: true}",
    ],
    ["a single node", "0/1 nodes are available: 1 Insufficient cpu.", "Insufficient cpu"],
    [
      "another form stays as it is",
      'persistentvolumeclaim "data" not found',
      'persistentvolumeclaim "data" not found',
    ],
  ])("%s", (_, message, clause) => {
    expect(ownNodeClause(message)).toBe(clause);
  });
});
