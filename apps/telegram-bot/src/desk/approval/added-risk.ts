import { decimal, type Clock, type Decimal, ZERO } from '@perpdesk/broker-core';
import type { AuditRow, Journal } from '@perpdesk/journal/port';
import { isAmount, isRecord } from '../stored-amounts.ts';
import type { ApprovalStage } from './approval-rules.ts';
import { askedParts } from './asked-parts.ts';

/** So much more of a symbol on an account. */
export interface AddedPart {
  readonly brokerId: string;
  readonly symbol: string;
  /** Base asset, > 0: as it was asked for. */
  readonly quantity: Decimal;
}

/** What people added to positions lately: many small orders count as the large one that they come to. */
export interface AddedRisk {
  /** Resolves once what was added before this start of the program is known. */
  ready(): Promise<void>;
  /** Base asset, ≥ 0: what the person added of it within the window without that, but for that wish itself. */
  earlier(userId: string, of: Omit<AddedPart, 'quantity'>, asked: { wish: string; without: ApprovalStage }): Decimal;
  /** From now on that wish counts, once, however often it is noted, for what was not given for it. */
  note(userId: string, adding: AddingWish, given: readonly ApprovalStage[]): void;
  /** It came to nothing. */
  forget(wish: string): void;
}

export interface AddedRiskOptions {
  readonly journal: Pick<Journal, 'listAudit' | 'listIntents'>;
  readonly clock: Clock;
  /** How long it counts, ms. */
  readonly withinMs: number;
}

/** A wish that adds to positions: by which name it is counted, and with what. */
export interface AddingWish {
  readonly wish: string;
  readonly parts: readonly AddedPart[];
}

interface Entry {
  readonly userId: string;
  readonly at: number;
  readonly parts: readonly AddedPart[];
  readonly given: readonly ApprovalStage[];
}

/** Rows of the audit that are looked through at the first use. */
const NEWEST = 2_000;

/** The wish of an alert's card, by whatever card it is answered. */
export function wishOfAlert(signalId: string): string {
  return `ask:${signalId}`;
}

export function createAddedRisk({ journal, clock, withinMs }: AddedRiskOptions): AddedRisk {
  const entries = new Map<string, Entry>();
  let loading: Promise<void> | null = null;

  async function load(): Promise<void> {
    const since = clock.now() - withinMs;
    for (const row of await journal.listAudit(NEWEST)) {
      if (row.at < since) break;
      const found = await readRow(journal, row);
      if (found === null || entries.has(found.wish)) continue;
      const { wish, parts, given } = found;
      entries.set(wish, { userId: row.actor.replace(/^user:/, ''), at: row.at, parts, given });
    }
  }

  return {
    ready() {
      loading ??= load().catch((error: unknown) => {
        loading = null;
        throw error;
      });
      return loading;
    },
    earlier(userId, { brokerId, symbol }, { wish, without }) {
      const since = clock.now() - withinMs;
      let sum = ZERO;
      for (const [key, entry] of entries) {
        if (entry.at < since) entries.delete(key);
        else if (key !== wish && entry.userId === userId && !entry.given.includes(without)) {
          for (const part of entry.parts) {
            if (part.brokerId === brokerId && part.symbol === symbol) sum = sum.plus(part.quantity);
          }
        }
      }
      return sum;
    },
    note(userId, { wish, parts }, given) {
      entries.set(wish, { userId, at: clock.now(), parts, given });
    },
    forget(wish) {
      entries.delete(wish);
    },
  };
}

/** What a row of the audit says was added; `null`: nothing. */
async function readRow(
  journal: AddedRiskOptions['journal'],
  { action, detail }: AuditRow,
): Promise<(AddingWish & Pick<Entry, 'given'>) | null> {
  const value: unknown = JSON.parse(detail);
  if (!isRecord(value)) return null;
  if (action === 'trade.open' || action === 'trade.reverse') {
    const { brokerId, symbol, quantity, nonce } = value;
    if (typeof brokerId !== 'string' || typeof symbol !== 'string' || typeof nonce !== 'string') return null;
    if (!isAmount(quantity)) return null;
    const parts = [{ brokerId, symbol, quantity: decimal(quantity) }];
    return { wish: nonce, parts, given: givenIn(value) };
  }
  const { signalId } = value;
  if (action !== 'ask.place' || typeof signalId !== 'string') return null;
  const quantities = isRecord(value['quantities']) ? value['quantities'] : {};
  return { wish: wishOfAlert(signalId), parts: await askedParts(journal, signalId, quantities), given: [] };
}

/** What was given for it beside a tap. */
export function givenIn(detail: { readonly code?: unknown; readonly approvedBy?: unknown }): readonly ApprovalStage[] {
  return [
    ...(detail.code === true ? (['code'] as const) : []),
    ...(typeof detail.approvedBy === 'string' ? (['second'] as const) : []),
  ];
}
