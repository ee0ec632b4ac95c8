import type { PanicReport, PanicRequest } from '../engine.ts';
import { PANIC_FLAG } from '../lanes/blocks.ts';
import type { PanicDesk } from './panic-desk.ts';

/** How a /panic stands, as the flag that blocks entries tells it. */
export interface PanicState {
  readonly request: PanicOfId;
  readonly at: number;
  /** `null` while it runs, or was interrupted. */
  readonly report: PanicReport | null;
  /** What ran beside it then, and is taken up again after a crash, too. */
  readonly others: readonly PanicOfId[];
  /** Accounts that were taken before by others that ended: their block stands, too. */
  readonly before: readonly string[];
}

export type PanicOfId = PanicRequest & { readonly id: string };

export function formatPanicState({ request, at, report, others, before }: PanicState): string {
  const { id, actor, brokerIds, relay } = request;
  return JSON.stringify({ id, actor, at, finished: report !== null, brokerIds, relay, report, others, before });
}

/** Holds in place of a panic's state that cannot be read: the block stands on every account, and nothing is closed for it. */
export function panicInstead(at: number): string {
  const request = { id: 'unread', actor: 'desk', relay: [] };
  return formatPanicState({ request, at, report: { flat: false, closed: [], left: [] }, others: [], before: [] });
}

export function isReadablePanic(value: string): boolean {
  try {
    const flag: unknown = JSON.parse(value);
    return isRecord(flag) && typeof flag['id'] === 'string' && typeof flag['actor'] === 'string';
  } catch {
    return false;
  }
}

/** `null` for what is no panic's state. */
export function parsePanicState(value: string): PanicState | null {
  const flag: unknown = JSON.parse(value);
  if (!isRecord(flag)) return null;
  const { at, report, others, before } = flag;
  return {
    request: readRequest(flag),
    at: typeof at === 'number' ? at : 0,
    report: readReport(report),
    others: Array.isArray(others) ? others.filter(isRecord).map(readRequest) : [],
    before: texts(before),
  };
}

function readRequest({ id, actor, brokerIds, relay }: Readonly<Record<string, unknown>>): PanicOfId {
  return {
    id: String(id),
    actor: String(actor),
    relay: texts(relay),
    ...(Array.isArray(brokerIds) ? { brokerIds: texts(brokerIds) } : {}),
  };
}

/** How the last /panic stands whose block nobody has lifted. */
export function standingPanic({ run, flags }: PanicDesk): PanicState | null {
  const value = run()?.book.flags.get(PANIC_FLAG) ?? flags.get(PANIC_FLAG);
  return value === undefined ? null : parsePanicState(value);
}

/** What became of the panic of this id; `null` if another was the last one, or it did not end flat. */
export function flatReportOf(desk: PanicDesk, id: string): PanicReport | null {
  const state = standingPanic(desk);
  return state?.request.id === id && state.report?.flat === true ? state.report : null;
}

function readReport(value: unknown): PanicReport | null {
  if (!isRecord(value)) return null;
  return { flat: value['flat'] === true, closed: texts(value['closed']), left: texts(value['left']) };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
