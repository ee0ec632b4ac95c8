/** One event of the account stream before it is text: its type is told apart, for faults and for `events=`. */
export interface Frame {
  readonly type: string;
  /** Of an order's event. */
  readonly clientOrderId?: string;
  readonly body: Readonly<Record<string, unknown>>;
}
