/** The whole body as JSON, for answers that are small. @throws SyntaxError where it is none */
export async function jsonOf<T>(body: AsyncIterable<Buffer>): Promise<T> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as T;
}
