import { formatGoDuration } from "../duration.ts";

/** The whole of a request took longer than `--request-timeout`. */
export class RequestTimeout extends Error {
  override readonly name = "RequestTimeout";

  constructor(path: string, milliseconds: number) {
    super(`GET ${path} took longer than --request-timeout=${formatGoDuration(milliseconds)}`);
  }
}

/** No connection came about. */
export class ConnectTimeout extends Error {
  override readonly name = "ConnectTimeout";

  constructor() {
    super("i/o timeout");
  }
}

/** The API server answered, with something else than 200. `message` is its own where it sent one. */
export class StatusError extends Error {
  override readonly name = "StatusError";
  readonly status: number;
  /** Of a Kubernetes Status, such as `Forbidden`, `NotFound`, `Expired`. */
  readonly reason: string | undefined;
  readonly retryAfterMilliseconds: number | undefined;

  constructor(about: {
    readonly status: number;
    readonly message: string;
    readonly reason?: string | undefined;
    readonly retryAfterMilliseconds?: number | undefined;
  }) {
    super(about.message);
    this.status = about.status;
    this.reason = about.reason;
    this.retryAfterMilliseconds = about.retryAfterMilliseconds;
  }
}
