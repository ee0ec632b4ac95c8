/** Four levels; the message is a constant, the values are fields. */
export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

const silence = () => {};

/** Says nothing: the default of every library here. */
export const silentLogger: Logger = { debug: silence, info: silence, warn: silence, error: silence };
