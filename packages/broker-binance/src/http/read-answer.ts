import { BrokerError } from '@perpdesk/broker-core';
import type { VenueAnswer } from '../errors.ts';
import type { Answer, CallBase } from './call.ts';
import type { HttpAnswer } from './http-sender.ts';
import { isRecord } from './is-record.ts';
import { parseJson } from './parse-json.ts';

const SHOWN_LENGTH = 200;
const READ_LENGTH = 4_000;

/** The refusal that an answer is, its text as it came; `null` where the exchange said yes. */
export function refusalOf({ status, text }: HttpAnswer, body: unknown): Omit<VenueAnswer, 'retryAfterMs'> | null {
  const fields = isRecord(body) ? body : {};
  const code = typeof fields['code'] === 'number' && Number.isInteger(fields['code']) ? fields['code'] : null;
  const isYes = status >= 200 && status < 300 && (code === null || code >= 0);
  if (isYes) return null;
  const message = typeof fields['msg'] === 'string' ? fields['msg'] : plainText(text);
  return { status, code, message };
}

/** The text that may be told: first without secrets, then cut, since half a secret would not be found. */
export function shownText(message: string, redact: (text: string) => string): string {
  return redact(message.slice(0, READ_LENGTH)).slice(0, SHOWN_LENGTH);
}

/** @throws {BrokerError} `venue-error`, outcome unknown: a yes that is no JSON. */
export function requireBody(body: unknown, call: CallBase, receivedAt: number): Answer {
  if (body !== undefined) return { body, receivedAt };
  const { operation, clientOrderId } = call;
  const message = `Binance answered ${operation} with a success that is no JSON. Look at the account before going on.`;
  const id = clientOrderId === undefined ? {} : { clientOrderId };
  throw new BrokerError('venue-error', { operation, message, outcome: 'unknown', ...id });
}

/** `undefined` where the text is no JSON. */
export function bodyOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function plainText(text: string): string {
  return text
    .slice(0, READ_LENGTH)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
