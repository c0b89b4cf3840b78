/** What a run prints; and with VITEST_REPORT, a file from which `.ci/run` takes the true counts. */
const file = process.env["VITEST_REPORT"];

export const reporters: ("default" | ["json", { outputFile: string }])[] =
  file === undefined ? ["default"] : ["default", ["json", { outputFile: file }]];
