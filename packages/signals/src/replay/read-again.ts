import type { SignalRow } from '@perpdesk/journal/port';
import { formatStoredSignal, parseStoredSignal } from '../book/stored-signal.ts';
import { judgeAlert } from '../inbox/judge-alert.ts';
import type { Route } from '../route.ts';
import { sentence } from '../sentences/sentence.ts';
import type { RefusalCode, Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { differencesOf } from './differences.ts';
import { judged, notReplayed, type ReplayedPart } from './replay-types.ts';

export interface ReadAgain {
  readonly part: ReplayedPart;
  /** What is planned again: as it reads now, else as it was stored; `null`: there is nothing to plan. */
  readonly signal: Signal | WishSignal | null;
}

/** Reads the stored bytes by the route as it is now, and compares with what was read then. Pure. */
export function readAgain(row: SignalRow, route: Route | undefined): ReadAgain {
  const stored = row.signal === null ? null : parseStoredSignal(row.signal).signal;
  const keep = (part: ReplayedPart): ReadAgain => ({ part, signal: stored });
  if (!row.source.startsWith('route:')) return keep(notReplayed('It came without an alert: there is nothing to read.'));
  const routeId = row.source.slice('route:'.length);
  if (route === undefined) return keep(judged([{ about: 'route', recorded: routeId, now: 'none' }]));
  const unread = row.state === 'refused' && row.code !== null ? UNREAD[row.code] : undefined;
  if (unread !== undefined) return keep(notReplayed(unread));
  if (row.code === 'bad-json' && row.detail === sentence('not-utf8')) {
    return keep(notReplayed('Its bytes were no UTF-8: they are not stored as they came.'));
  }
  const given = { signalId: row.id, receivedAt: row.receivedAt };
  // the secret was taken out before the body was stored
  const { judgement } = judgeAlert(new TextEncoder().encode(row.body), { ...route, secretHash: null }, given);
  const outcome = describeStored(row);
  switch (judgement.kind) {
    case 'signal': {
      const { signal } = judgement;
      if (row.signal === null) return { part: judged([different(outcome, `a signal for ${signal.symbol}`)]), signal };
      const now: unknown = JSON.parse(formatStoredSignal({ signal, order: null, relay: null }));
      return { part: judged(differencesOf(JSON.parse(row.signal), now)), signal };
    }
    case 'message':
      return keep(judged(outcome === MESSAGE ? [] : [different(outcome, MESSAGE)]));
    case 'refusal': {
      const { code, detail } = judgement.refusal;
      const isSame = row.signal === null && row.code === code && row.detail === detail;
      return keep(judged(isSame ? [] : [different(outcome, refusal(code, detail))]));
    }
    default:
      return judgement satisfies never;
  }
}

const AT_THE_DOOR = 'The door refused it: its body was not read.';
/** What was refused for something that the stored text does not show. */
const UNREAD: Readonly<Partial<Record<string, string>>> = {
  'too-large': 'Only the beginning of its body is stored.',
  unauthenticated: 'Its secret is not stored.',
  'key-reused': 'Its id was another alert’s before.',
  'unsupported-encoding': AT_THE_DOOR,
  'bad-request': AT_THE_DOOR,
  'rate-limited': AT_THE_DOOR,
  'foreign-address': AT_THE_DOOR,
} satisfies Partial<Record<RefusalCode, string>>;

const MESSAGE = 'words for the chat';

function describeStored({ signal, code, detail }: SignalRow): string {
  if (signal !== null) return 'a signal';
  return code === null ? MESSAGE : refusal(code, detail);
}

function refusal(code: string, detail: string | null): string {
  return `refused (${code})${detail === null ? '' : `: ${detail}`}`;
}

function different(recorded: string, now: string) {
  return { about: 'reading', recorded, now };
}
