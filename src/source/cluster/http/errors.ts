import { formatGoDuration } from "../duration.ts";

/** The whole of a request took longer than `--request-timeout`. */
export class RequestTimeout extends Error {
  override readonly name = "RequestTimeout";

  constructor({ method, path }: { readonly method: string; readonly path: string }, milliseconds: number) {
    super(`${method} ${path} took longer than --request-timeout=${formatGoDuration(milliseconds)}`);
  }
}

/** No connection came about. */
export class ConnectTimeout extends Error {
  override readonly name = "ConnectTimeout";

  constructor() {
    super("i/o timeout");
  }
}

/** What the API server has against a field. Upstream: apimachinery metav1.StatusCause */
export interface Cause {
  /** `spec.template.spec.containers[0].ports[0].name` */
  readonly field?: string;
  readonly message?: string;
}

/** The API server answered, with something else than 200. `message` is its own where it sent one. */
export class StatusError extends Error {
  override readonly name = "StatusError";
  readonly status: number;
  /** Of a Kubernetes Status, such as `Forbidden`, `NotFound`, `Expired`. */
  readonly reason: string | undefined;
  /** Of an object that it refuses. */
  readonly causes: readonly Cause[];
  readonly retryAfterMilliseconds: number | undefined;

  constructor(about: {
    readonly status: number;
    readonly message: string;
    readonly reason?: string | undefined;
    readonly causes?: readonly Cause[] | undefined;
    readonly retryAfterMilliseconds?: number | undefined;
  }) {
    super(about.message);
    this.status = about.status;
    this.reason = about.reason;
    this.causes = about.causes ?? [];
    this.retryAfterMilliseconds = about.retryAfterMilliseconds;
  }
}
