import type { Clock, Logger } from '@perpdesk/broker-core';
import type { Journal, OutboxRow } from '@perpdesk/journal/port';
import type { EditMessage } from '../live/edit-message.ts';
import type { NotifyBook } from '../notify/notify-book.ts';
import type { MayHear } from '../rights/may-hear.ts';
import { accountsOf } from './accounts-of.ts';
import type { ChatAddress } from './chat-directory.ts';
import { createChatPauses } from './chat-pauses.ts';
import { deliverCard, type Delivery, type DeliveryContext } from './deliver-row.ts';
import { createLaneRunner } from './lane-runner.ts';
import { createPositionCards } from './position-cards.ts';
import { pickBundle, type Bundle, type BundleRules } from './pick-bundle.ts';
import { renderBundle } from './render-bundle.ts';
import { readDeskMessage } from './render-row.ts';
import { rowFor } from './row-for.ts';
import { followUps, giveUpRows, isTriedAgain, settleDelivery, updateOf } from './settle-delivery.ts';

export interface OutboxTimings extends BundleRules {
  /** First wait after no answer; doubles. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** Between two looks at everything that waits. */
  readonly sweepMs: number;
  /** A position's card waits so long after its fill for a further one. */
  readonly cardDelayMs: number;
  /** So long after it was sent, a position's card is brought up to date in place of a new one. */
  readonly refreshMs: number;
  /** So long messages wait for a chat that cannot be reached. */
  readonly giveUpMs: number;
}

export type OutboxOutcome = Delivery['type'] | 'muted' | 'outdated' | 'combined' | 'folded';

export interface OutboxWorkerOptions extends Omit<DeliveryContext, 'partsSent'> {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: OutboxTimings;
  /** Targets of the owners' own chats, for what concerns a chat that is lost. */
  readonly ownerTargets: readonly string[];
  readonly notify: Pick<NotifyBook, 'levelFor'>;
  /** What waits for a chat that may not hear of its accounts is dropped. Default: all may. */
  readonly mayHear?: MayHear;
  /** Counts outcomes, one for each row. */
  readonly observe: (outcome: OutboxOutcome) => void;
  readonly edit: EditMessage;
  /** These stand in their chat now, as one message. */
  readonly onSent?: (rows: readonly OutboxRow[]) => void;
}

/** Delivers the outbox: each chat in its order, critical ones first, at its own pace. Never on an order's path. */
export interface OutboxWorker {
  /** Looks at these targets now; without any, at all that wait. */
  wake(targets?: readonly string[]): void;
  /** Takes up no further message; resolves when the ones in flight ended. */
  stop(): Promise<void>;
}

/** As many rows as are looked at to choose what goes next. */
const LOOK_AHEAD = 60;

export function createOutboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { journal, clock, logger, timings, directory, flags } = options;
  const context: DeliveryContext = { ...options, partsSent: new Map() };
  const cards = createPositionCards({ edit: options.edit, clock, refreshMs: timings.refreshMs });
  const pauses = createChatPauses();
  /** How often what goes alone was refused by itself, by row; 0: in company only. */
  const refusals = new Map<number, number>();
  /** Marked for a next life alone: a part stands in the chat, and this one goes on behind it. */
  const begun = new Set<number>();
  const levelFor = (row: OutboxRow) => options.notify.levelFor(row.target, readDeskMessage(row).type);
  const observe = (outcome: OutboxOutcome, rows: readonly OutboxRow[]) => rows.forEach(() => options.observe(outcome));

  /** The message that the row's thread began with in this chat. */
  async function findThreadHead(row: OutboxRow): Promise<number | null> {
    if (row.thread === null) return null;
    const thread = await journal.listOutbox({ target: row.target, thread: row.thread });
    return thread.find((it) => it.messageId !== null && it.sequence !== row.sequence)?.messageId ?? null;
  }

  const refusalsOf = ([head]: readonly OutboxRow[]) => (head === undefined ? 0 : (refusals.get(head.sequence) ?? 0));

  function noteRefusals(rows: readonly OutboxRow[], { type }: Delivery): void {
    for (const { sequence } of rows) {
      const count = refusals.get(sequence) ?? 0;
      if (type === 'refused') refusals.set(sequence, rows.length > 1 ? count : count + 1);
      else if (type === 'sent' || type === 'skipped') refusals.delete(sequence);
    }
  }

  async function giveUp(rows: readonly OutboxRow[], error: string): Promise<void> {
    const { ownerTargets } = options;
    await journal.commit(giveUpRows(rows, error, { now: clock.now(), ownerTargets }));
    for (const { sequence } of rows) refusals.delete(sequence);
    wake(ownerTargets);
  }

  function park(address: ChatAddress, delivery: Delivery, rows: readonly OutboxRow[]): number {
    const now = clock.now();
    const [head] = rows;
    const isPatient = delivery.type === 'unsure' || delivery.type === 'unauthorized';
    const isRefused = delivery.type === 'refused' && rows.length === 1 && isTriedAgain(refusalsOf(rows));
    if (delivery.type === 'wait' || isPatient || isRefused) {
      const attempts = Math.min(head?.attempts ?? 0, 16);
      const backoff = Math.min(timings.maxBackoffMs, timings.backoffMs * 2 ** attempts);
      const waitMs = delivery.type === 'wait' ? delivery.waitMs : backoff;
      pauses.put(delivery.type === 'unauthorized' ? null : address.chatId, now, waitMs);
      return now + waitMs;
    }
    return now;
  }

  async function settle(address: ChatAddress, rows: readonly OutboxRow[], delivery: Delivery): Promise<void> {
    noteRefusals(rows, delivery);
    const nextAt = park(address, delivery, rows);
    const { ownerTargets } = options;
    const { cardDelayMs } = timings;
    const now = clock.now();
    const isBegun = rows.some(({ sequence }) => context.partsSent.has(sequence));
    const settling = { refusals: refusalsOf(rows), now, nextAt, ownerTargets, cardDelayMs, isBegun };
    const changes = settleDelivery(rows, delivery, settling);
    // it may have got a new id meanwhile
    if (delivery.type === 'gone') await flags.setDead(flags.currentId(address.chatId), delivery.detail, changes);
    else await journal.commit(changes);
    for (const { sequence, maybeDuplicate } of rows) {
      if (isBegun && !maybeDuplicate && delivery.type !== 'unsure') begun.add(sequence);
      else begun.delete(sequence);
    }
    if (!isTriedAgain(settling.refusals)) for (const { sequence } of rows) refusals.delete(sequence);
    if (delivery.type === 'gone' || delivery.type === 'refused') wake(ownerTargets);
    if (delivery.type === 'sent') options.onSent?.(rows);
    if (delivery.type === 'sent' || delivery.type === 'skipped') return;
    const [head] = rows;
    const fields = { target: head?.target, type: head?.type, outcome: delivery.type, eventId: head?.eventId };
    logger.warn('message not delivered', fields);
  }

  async function deliver(address: ChatAddress, bundle: Extract<Bundle, { readonly level: unknown }>): Promise<void> {
    const speech = options.speeches.ofTarget(bundle.rows[0]?.target ?? '');
    const { staleMs } = timings;
    const seen = bundle.rows.map((row) => rowFor(row, (id) => options.mayHear?.(address, [id]) !== false));
    const asBegun = seen.map((row) => (begun.has(row.sequence) ? { ...row, maybeDuplicate: false } : row));
    const told = { type: bundle.type, rows: asBegun };
    const { rows, card } = await renderBundle(told, options.view, speech, { now: clock.now(), staleMs });
    const [head] = rows;
    if (head === undefined) return;
    if (card === null) {
      await settle(address, rows, { type: 'skipped' });
      observe('skipped', rows);
      return;
    }
    const replyTo = bundle.type === 'one' ? await findThreadHead(head) : null;
    // a crash between the send and its commit must not lead to an unmarked repeat
    const mark = (row: OutboxRow) =>
      updateOf(row, { state: 'pending', attempts: row.attempts + 1, maybeDuplicate: true });
    const { ok: isWaiting } = await journal.commit(rows.map(mark));
    // another instance has told it meanwhile
    if (!isWaiting) return;
    const isSilent = bundle.level === 'silent';
    // an edit rings nowhere
    const mayRefresh = bundle.type === 'one' && isSilent;
    const delivery =
      (mayRefresh ? await cards.refresh(address, head, card) : null) ??
      (await deliverCard(context, { address, card, isSilent, replyTo, sequence: head.sequence }));
    if (delivery.type === 'sent' && bundle.type === 'one') cards.note(address, head, delivery.messageId);
    await settle(address, rows, delivery);
    const kinds = { one: 'sent', combined: 'combined', digest: 'folded' } as const;
    observe(delivery.type === 'sent' ? kinds[bundle.type] : delivery.type, rows);
  }

  /** Messages for a chat that cannot be reached wait until somebody writes there, but not for ever. */
  async function giveUpOld(rows: readonly OutboxRow[]): Promise<void> {
    const old = rows.filter((row) => row.createdAt + timings.giveUpMs < clock.now());
    if (old.length === 0) return;
    await giveUp(old, 'the chat cannot be reached');
    observe('gone', old);
  }

  /** One step of a target's lane: whether there may be more, or when (Unix ms) to look again. */
  async function step(target: string): Promise<'more' | number | null> {
    const now = clock.now();
    // what is put off further than anything is was put off by a clock that was ahead
    const latest = now + Math.max(timings.maxBackoffMs, timings.cardDelayMs);
    const listed = await journal.listOutbox({ target, limit: LOOK_AHEAD });
    const rows = listed.map((row) => (row.nextAt > latest ? { ...row, nextAt: now } : row));
    if (rows.length === 0) return null;
    const named = directory.resolve(target);
    if (named === null) {
      await giveUp(rows, 'no chat of that name is configured');
      observe('refused', rows);
      return 'more';
    }
    const barred = rows.filter((row) => options.mayHear?.(named, accountsOf(readDeskMessage(row))) === false);
    if (barred.length > 0) {
      await journal.commit(barred.map((row) => updateOf(row, { state: 'sent', error: 'not for who is there' })));
      observe('muted', barred);
      return 'more';
    }
    const address = { ...named, chatId: flags.currentId(named.chatId) };
    if (flags.isDead(address.chatId)) {
      await giveUpOld(rows);
      return null;
    }
    const until = pauses.until(address.chatId, now);
    if (until > now) return until;
    const isGroup = address.chatId.startsWith('-');
    // what broke off goes on where it did
    const isAlone = ({ sequence }: OutboxRow) => refusals.has(sequence) || context.partsSent.has(sequence);
    const bundle = pickBundle(rows, { ...timings, now, isGroup, levelFor, isAlone });
    if (bundle.type === 'wait') return bundle.until;
    if (bundle.type === 'muted' || bundle.type === 'outdated') {
      const { type, rows: dropped } = bundle;
      const cards = type === 'muted' ? followUps(dropped, { now, cardDelayMs: timings.cardDelayMs }) : [];
      await journal.commit([...dropped.map((row) => updateOf(row, { state: 'sent', error: type })), ...cards]);
      observe(type, dropped);
    } else await deliver(address, bundle);
    return 'more';
  }

  const runner = createLaneRunner({ step, clock, logger, retryMs: timings.maxBackoffMs });
  let cancelSweep = () => {};

  async function sweep(): Promise<void> {
    try {
      const { targets } = await journal.outboxDepth();
      for (const target of targets) runner.run(target);
    } catch (error) {
      logger.error('outbox not readable', { reason: error instanceof Error ? error.message : 'unknown' });
    }
  }

  function wake(targets?: readonly string[]): void {
    if (runner.isStopped) return;
    if (targets !== undefined) {
      for (const target of targets) runner.run(target);
      return;
    }
    cancelSweep();
    cancelSweep = clock.schedule(timings.sweepMs, () => wake());
    void sweep();
  }

  return {
    wake,
    async stop() {
      cancelSweep();
      await runner.stop();
    },
  };
}
