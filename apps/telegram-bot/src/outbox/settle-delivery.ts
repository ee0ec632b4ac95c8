import type { JournalChange, OutboxPatch, OutboxRow } from '@perpdesk/journal/port';
import { followUp, type Delivery } from './deliver-row.ts';

export interface SettleContext {
  readonly now: number;
  /** For what is tried again. */
  readonly nextAt: number;
  /** A position's card waits so long for a further fill. */
  readonly cardDelayMs: number;
  /** Targets of the owners' own chats. */
  readonly ownerTargets: readonly string[];
}

const MOST_REFUSALS = 3;

export function updateOf(row: OutboxRow, patch: OutboxPatch): JournalChange {
  return { type: 'outbox-update', sequence: row.sequence, patch };
}

/** The chat is lost: its owners hear of it elsewhere. */
function tellOwners(target: string, detail: string, { now, ownerTargets }: SettleContext): readonly JournalChange[] {
  const payload = JSON.stringify({ type: 'chat.dead', target, detail });
  return ownerTargets
    .filter((owner) => owner !== target)
    .map((owner) => ({
      type: 'outbox-insert',
      message: {
        eventId: `chat-dead:${target}:${now}`,
        target: owner,
        type: 'chat.dead',
        priority: 'critical',
        payload,
        thread: null,
        createdAt: now,
      },
    }));
}

/** One card of a position, however many of its fills one message tells. */
function followUps(
  rows: readonly OutboxRow[],
  { now, cardDelayMs }: Pick<SettleContext, 'now' | 'cardDelayMs'>,
): readonly JournalChange[] {
  const cards = rows.flatMap((row) => followUp(row, now) ?? []);
  const last = new Map(cards.map((card) => [card.payload, card]));
  return [...last.values()].map((message) => ({
    type: 'outbox-insert',
    message,
    patch: { nextAt: now + cardDelayMs },
  }));
}

/** A refusal may be Telegram's own trouble: one message is refused three times before it is given up. */
export function isTriedAgain([head]: readonly OutboxRow[]): boolean {
  return (head?.attempts ?? 0) + 1 < MOST_REFUSALS;
}

/** What the journal holds of the rows of one message once Telegram has spoken, or has not. */
export function settleDelivery(
  rows: readonly OutboxRow[],
  delivery: Delivery,
  context: SettleContext,
): readonly JournalChange[] {
  const { now, nextAt } = context;
  const each = (patch: (row: OutboxRow) => OutboxPatch) => rows.map((row) => updateOf(row, patch(row)));
  switch (delivery.type) {
    case 'sent': {
      const patch = { state: 'sent', messageId: delivery.messageId, nextAt: now, error: null } as const;
      return [...each(() => patch), ...followUps(rows, context)];
    }
    case 'skipped':
      return each(({ maybeDuplicate }) => ({ state: 'sent', maybeDuplicate, error: 'nothing to show any more' }));
    case 'wait':
      return each(({ maybeDuplicate }) => ({ maybeDuplicate, nextAt, error: 'too many requests' }));
    case 'unsure':
      return each(() => ({ nextAt, error: delivery.detail }));
    case 'unauthorized':
      return each(({ maybeDuplicate }) => ({ maybeDuplicate, nextAt, error: delivery.detail }));
    case 'gone':
      return [
        ...each(({ maybeDuplicate }) => ({ maybeDuplicate, error: delivery.detail })),
        ...rows.slice(0, 1).flatMap(({ target }) => tellOwners(target, delivery.detail, context)),
      ];
    case 'refused':
      // one of them is not taken: each goes alone
      return rows.length > 1 || isTriedAgain(rows)
        ? each(({ maybeDuplicate }) => ({ maybeDuplicate, nextAt, error: delivery.detail }))
        : each(({ maybeDuplicate }) => ({ state: 'dead', maybeDuplicate, error: delivery.detail }));
    default:
      return delivery satisfies never;
  }
}
