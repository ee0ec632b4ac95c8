import type { SignalRow } from '@perpdesk/journal/port';
import type { AlertAnswer } from '../engine.ts';
import { REFUSAL_CODES, type RefusalCode } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

const STATUS: Partial<Record<RefusalCode, 400 | 401 | 413>> = {
  'bad-json': 400,
  'not-a-command': 400,
  'foreign-platform': 400,
  'too-large': 413,
  unauthenticated: 401,
};

/** What the sender hears: the same for a repeat, which is only named as one. */
export function answerFor(row: SignalRow, fresh: boolean): AlertAnswer {
  // words for a chat are done at once, and have no signal to plan
  const isRefused = row.signal === null && row.state !== 'done';
  if (!isRefused) {
    return { status: 200, signalId: row.id, result: fresh ? 'accepted' : 'duplicate', code: null, detail: null };
  }
  const code = isRefusalCode(row.code) ? row.code : 'bad-json';
  return {
    status: STATUS[code] ?? 422,
    signalId: row.id,
    result: fresh ? 'refused' : 'duplicate',
    code,
    detail: row.detail,
  };
}

export const UNAVAILABLE: AlertAnswer = {
  status: 503,
  signalId: null,
  result: 'unavailable',
  code: null,
  detail: sentence('cannot-store'),
};

function isRefusalCode(code: string | null): code is RefusalCode {
  return code !== null && code in REFUSAL_CODES;
}
