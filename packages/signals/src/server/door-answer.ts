import type { AlertAnswer } from '../engine.ts';
import { REFUSAL_CODES } from '../signal.ts';
import { sentence } from '../sentences/sentence.ts';

/** What the door refuses by itself, before the engine sees it: the sender hears this, and nothing is stored. */
export const DOOR_REFUSALS = {
  'too-large': { status: 413, detail: sentence('too-large') },
  'unsupported-encoding': { status: 400, detail: sentence('compressed') },
  'bad-request': { status: 400, detail: sentence('unreadable') },
  'rate-limited': { status: 429, detail: sentence('too-many-alerts') },
} as const;
export type DoorRefusal = keyof typeof DOOR_REFUSALS;

/** One of four results, a code and what it means. Nothing that the sender sent is sent back. */
export type AnswerBody = Readonly<Partial<Record<'result' | 'signalId' | 'code' | 'detail', string>>>;

export function answerBody({ result, signalId, code }: AlertAnswer): AnswerBody {
  return {
    result,
    ...(signalId === null ? {} : { signalId }),
    ...(code === null ? {} : { code, detail: REFUSAL_CODES[code] }),
  };
}

export function refusalBody(code: DoorRefusal): AnswerBody {
  return { result: 'refused', code, detail: DOOR_REFUSALS[code].detail };
}
