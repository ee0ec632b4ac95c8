import type { JournalChange, OutboxPatch, OutboxRow } from '@perpdesk/journal/port';
import { isCritical } from '../notify/notify-level.ts';
import { followUp, type Delivery } from './deliver-row.ts';
import type { DeskMessageType } from './desk-message.ts';
import { readDeskMessage } from './render-row.ts';

export interface SettleContext {
  /** How often this message was refused in all, this time among them. */
  readonly refusals: number;
  readonly now: number;
  /** For what is tried again. */
  readonly nextAt: number;
  /** A position's card waits so long for a further fill. */
  readonly cardDelayMs: number;
  /** A part of it stands in the chat: told anew from its beginning it would be a repeat. */
  readonly isBegun: boolean;
  /** Targets of the owners' own chats. */
  readonly ownerTargets: readonly string[];
}

const MOST_REFUSALS = 3;

export function updateOf(row: OutboxRow, patch: OutboxPatch): JournalChange {
  return { type: 'outbox-update', sequence: row.sequence, patch };
}

type OwnersContext = Pick<SettleContext, 'now' | 'ownerTargets'>;

/** The chat is lost, or something in it: its owners hear of it elsewhere. */
function tellOwners(
  told: {
    readonly id: string;
    readonly target: string;
    readonly detail: string;
    readonly lost?: readonly DeskMessageType[];
  },
  { now, ownerTargets }: OwnersContext,
): readonly JournalChange[] {
  const { id, ...said } = told;
  const { target } = said;
  const payload = JSON.stringify({ type: 'chat.dead', ...said });
  return ownerTargets
    .filter((owner) => owner !== target)
    .map((owner) => ({
      type: 'outbox-insert',
      message: {
        eventId: `chat-dead:${target}:${id}`,
        target: owner,
        type: 'chat.dead',
        priority: 'critical',
        payload,
        thread: null,
        createdAt: now,
      },
    }));
}

/** Nobody tries these any more; what nobody may miss is not given up without a word to the owners. */
export function giveUpRows(
  rows: readonly OutboxRow[],
  error: string,
  context: OwnersContext,
): readonly JournalChange[] {
  // of a loss that was lost itself nothing is told, or two chats would go on about each other
  const missed = rows.filter(
    (row) => row.type !== 'chat.dead' && (row.priority === 'critical' || isCritical(readDeskMessage(row).type)),
  );
  const [first] = missed;
  const lost = missed.map((row) => readDeskMessage(row).type);
  return [
    ...rows.map((row) => updateOf(row, { state: 'dead', maybeDuplicate: row.maybeDuplicate, error })),
    ...(first === undefined
      ? []
      : tellOwners({ id: `lost-${first.sequence}`, target: first.target, detail: error, lost }, context)),
  ];
}

/** One card of a position, however many of its fills one message tells, or a chat does not hear of. */
export function followUps(
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
export function isTriedAgain(refusals: number): boolean {
  return refusals < MOST_REFUSALS;
}

/** What the journal holds of the rows of one message once Telegram has spoken, or has not. */
export function settleDelivery(
  rows: readonly OutboxRow[],
  delivery: Delivery,
  context: SettleContext,
): readonly JournalChange[] {
  const { now, nextAt } = context;
  const markOf = ({ maybeDuplicate }: OutboxRow) => ({ maybeDuplicate: maybeDuplicate || context.isBegun });
  const each = (patch: (row: OutboxRow) => OutboxPatch) => rows.map((row) => updateOf(row, patch(row)));
  switch (delivery.type) {
    case 'sent': {
      const patch = { state: 'sent', messageId: delivery.messageId, nextAt: now, error: null } as const;
      return [...each(() => patch), ...followUps(rows, context)];
    }
    case 'skipped':
      return each(({ maybeDuplicate }) => ({ state: 'sent', maybeDuplicate, error: 'nothing to show any more' }));
    case 'wait':
      return each((row) => ({ ...markOf(row), nextAt, error: 'too many requests' }));
    case 'unsure':
      return each(() => ({ nextAt, error: delivery.detail }));
    case 'unauthorized':
      return each((row) => ({ ...markOf(row), nextAt, error: delivery.detail }));
    case 'gone':
      return [
        ...each((row) => ({ ...markOf(row), error: delivery.detail })),
        ...rows
          .slice(0, 1)
          .flatMap(({ target }) => tellOwners({ id: `${now}`, target, detail: delivery.detail }, context)),
      ];
    case 'refused':
      // one of them is not taken: each goes alone
      return rows.length > 1 || isTriedAgain(context.refusals)
        ? each((row) => ({ ...markOf(row), nextAt, error: delivery.detail }))
        : giveUpRows(rows, delivery.detail, context);
    default:
      return delivery satisfies never;
  }
}
