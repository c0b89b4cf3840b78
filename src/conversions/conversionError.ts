/** What was asked for cannot be done, or means nothing for this workload. `message` says what to do instead. */
export class ConversionError extends Error {
  override readonly name = "ConversionError";
}
