export { ownNodeOf } from "../../rules/scheduling/ownNode.ts";
