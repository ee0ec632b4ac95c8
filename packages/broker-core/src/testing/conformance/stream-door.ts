/** What a bench can do to the account stream. */
export const STREAM_FAULTS = [
  /** The connection is cut, and none comes up before `restore()`. */
  'drop',
  /** The connection stays open and says nothing more; a new one works. */
  'silence',
  /** The stream's credential expires: the venue says so and ends the connection; a new credential works. */
  'expire-key',
  /** The next event is told twice. */
  'duplicate-next',
  /** The next event is told after the one that follows it. */
  'reorder-next',
  /** A payload that cannot be read is told. */
  'malformed',
  /** A well-formed event of a type that nobody knows is told. */
  'unknown-event',
] as const;
export type StreamFault = (typeof STREAM_FAULTS)[number];

/** Lets the venue's account stream misbehave. */
export interface StreamDoor {
  /** Resolves when it is done, or in place for the next event; asked n times, for the next n. */
  cause(fault: StreamFault): Promise<void>;
  /** Connections come up again. */
  restore(): Promise<void>;
}
