import packageJson from "../../package.json" with { type: "json" };

/** This tool's version, `0.1.0`. */
export const version: string = packageJson.version;

/** The Kubernetes release whose controllers the rules restate, and whose sources their comments name. */
export const rulesVersion = "v1.36";
