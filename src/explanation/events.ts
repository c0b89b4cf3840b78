export interface WarningEvent {
  readonly reason: string;
  readonly message: string;
  /** `Pod/web-0` */
  readonly object: string;
  readonly count: number;
  readonly lastSeen?: string;
}
