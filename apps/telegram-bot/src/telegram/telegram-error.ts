import { GrammyError, HttpError } from 'grammy';

/** An error of the Bot API without anything that could carry the token. */
export interface TelegramFault {
  /** HTTP status; `null` where no answer came. */
  readonly status: number | null;
  readonly description: string;
  readonly retryAfterMs: number | null;
  readonly migratedTo: string | null;
}

/** Reads a failed call; the error itself must not be logged, its parts hold the request's URL. */
export function toTelegramFault(error: unknown): TelegramFault {
  if (error instanceof GrammyError) {
    const { retry_after: wait, migrate_to_chat_id: moved } = error.parameters;
    return {
      status: error.error_code,
      description: error.description.slice(0, 200),
      retryAfterMs: wait === undefined ? null : wait * 1000,
      migratedTo: moved === undefined ? null : moved.toString(),
    };
  }
  const description = error instanceof HttpError ? 'no answer from Telegram' : 'the call failed';
  return { status: null, description, retryAfterMs: null, migratedTo: null };
}
