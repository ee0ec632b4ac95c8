import { pino, type DestinationStream } from 'pino';
import type { Logger } from '@perpdesk/broker-core';

export interface LoggerOptions {
  readonly level: string;
  /** Where lines go; one JSON object each. */
  readonly destination: DestinationStream;
  /** Applied to every line before it leaves. */
  readonly redact: (line: string) => string;
}

/** An error's name, code and message: its other parts may hold a request's URL. */
function formatError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  const message = error.name === 'HttpError' ? 'no answer' : error.message;
  return { name: error.name, message, ...(code === undefined ? {} : { code }) };
}

/** The library's four levels over pino. */
export function createLogger({ level, destination, redact }: LoggerOptions): Logger {
  const log = pino(
    {
      level,
      base: null,
      serializers: { error: formatError, err: formatError, cause: formatError },
      hooks: { streamWrite: redact },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return {
    debug: (message, fields = {}) => log.debug(fields, message),
    info: (message, fields = {}) => log.info(fields, message),
    warn: (message, fields = {}) => log.warn(fields, message),
    error: (message, fields = {}) => log.error(fields, message),
  };
}
