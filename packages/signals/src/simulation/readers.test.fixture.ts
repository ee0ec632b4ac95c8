import { type Clock, Decimal, decimal, sleep } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import type { AskNotice } from '../asks/ask-notice.ts';
import type { AskRefusal } from '../engine.ts';
import type { Desk } from './desk.test.fixture.ts';
import type { Dice } from './dice.test.fixture.ts';
import type { Record as Written } from './recorder.test.fixture.ts';

type Card = Extract<AskNotice, { readonly type: 'signal.asks' }>;

/** Those who read the cards that ask: they place, with less now and then, skip, tap twice, or let them be. */
export interface Readers {
  readonly pending: number;
  /** Signals to which somebody said yes. */
  readonly placed: ReadonlySet<string>;
  /** Once a second. `isCalm`: each card is delivered, and placed as it is. */
  act(isCalm: boolean): void;
}

export interface ReadersOptions {
  readonly clock: Clock;
  readonly dice: Dice;
  readonly desk: () => Desk;
  readonly record: Written;
  /** The chat's own way to it. */
  readonly journal: Journal;
  readonly trace: (line: string) => void;
}

const PATIENCE_MS = 30_000;
/** Nothing has come of it yet. */
const AGAIN: readonly AskRefusal[] = ['not-ready', 'unclear', 'quantity'];

export function createReaders({ clock, dice, desk, record, journal, trace }: ReadersOptions): Readers {
  const placed = new Set<string>();
  const delivered = new Set<string>();
  const over = new Set<string>();
  let pending = 0;
  const deliver = async (signalId: string): Promise<void> => {
    delivered.add(signalId);
    for (const row of await journal.listOutbox({ thread: signalId })) {
      if (row.type !== 'signal.asks') continue;
      const patch = { state: 'sent', messageId: row.sequence, nextAt: clock.now() } as const;
      await journal.commit([{ type: 'outbox-update', sequence: row.sequence, patch }]);
    }
  };
  const decide = async (card: Card, isCalm: boolean): Promise<void> => {
    const to = desk();
    if (!to.isOpen) return;
    const { signalId } = card;
    const decision = isCalm || dice.chance(0.75) ? 'place' : 'skip';
    const quantities = !isCalm && dice.chance(0.3) ? lessOf(card, dice) : {};
    if (decision === 'place') placed.add(signalId);
    pending += 1;
    try {
      const answer = to.engine.decide({ signalId, decision, actor: 'user:7', quantities });
      const result = await Promise.race([
        answer.catch((error: unknown) => `${error}`),
        to.pulse.ended,
        sleep(clock, PATIENCE_MS).then(() => null),
      ]);
      trace(`card ${signalId} ${decision} ${JSON.stringify(result)}`);
      const isUnclear = typeof result !== 'object' || result === null || (!result.ok && AGAIN.includes(result.code));
      if (!isUnclear) over.add(signalId);
    } finally {
      pending -= 1;
    }
  };
  return {
    placed,
    get pending() {
      return pending;
    },
    act(isCalm) {
      for (const notice of record.notices) if (notice.type === 'signal.answered') over.add(notice.signalId);
      for (const notice of record.notices) {
        // an answer to an old one changes nothing
        if (notice.type !== 'signal.asks' || (over.has(notice.signalId) && (isCalm || !dice.chance(0.01)))) continue;
        if (!delivered.has(notice.signalId) && (isCalm || dice.chance(0.6))) void deliver(notice.signalId);
        for (let taps = dice.chance(0.2) ? 2 : 1; taps > 0; taps--) {
          if (dice.chance(isCalm ? 0.7 : 0.1)) void decide(notice, isCalm);
        }
      }
    },
  };
}

/** Base asset by account: some less than the card said. */
function lessOf({ legs }: Card, dice: Dice): Readonly<Record<string, Decimal>> {
  const known = legs.filter(({ kind, quantity }) => kind === 'increase' && quantity !== null);
  return Object.fromEntries(
    known.map(({ account, quantity }) => {
      const part = decimal(quantity!).times(dice.between(2, 10)).div(10);
      return [account.brokerId, part.toDecimalPlaces(3, Decimal.ROUND_UP)];
    }),
  );
}
