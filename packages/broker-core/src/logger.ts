/** Four levels; the message is a constant, the values are fields. */
export interface Logger {
  /** What helps whoever looks for a fault. */
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** What happens. */
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** What somebody should know of. */
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  /** What has failed. */
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

const silence = () => {};

/** Says nothing: the default of every library here. */
export const silentLogger: Logger = { debug: silence, info: silence, warn: silence, error: silence };
