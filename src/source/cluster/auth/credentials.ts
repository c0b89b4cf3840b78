/** Proves to the API server who is asking. */
export interface Credentials {
  /** The value of the Authorization header; undefined to send none. */
  authorization(): Promise<string | undefined>;
  /** A client certificate that is not known before it is asked for. PEM. */
  clientCertificate?(): Promise<ClientCertificate | undefined>;
  /**
   * After a 401: gets fresh credentials, unless that has been done since the refused request was sent
   * (`sentAt`, of `performance.now()`). Resolves to whether another attempt makes sense.
   */
  renew?(sentAt: number): Promise<boolean>;
}

export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

export const anonymous: Credentials = { authorization: async () => undefined };
