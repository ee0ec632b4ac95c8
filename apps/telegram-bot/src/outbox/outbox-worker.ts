import type { Clock, Logger } from '@perpdesk/broker-core';
import type { Journal, JournalChange, OutboxPatch, OutboxRow } from '@perpdesk/journal/port';
import { deliverRow, followUp, type Delivery, type DeliveryContext } from './deliver-row.ts';
import type { NotifyBook } from '../notify/notify-book.ts';
import { readDeskMessage } from './render-row.ts';

export interface OutboxTimings {
  /** First wait after no answer; doubles. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** Between two looks at everything that waits. */
  readonly sweepMs: number;
}

export interface OutboxWorkerOptions extends Omit<DeliveryContext, 'partsSent'> {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timings: OutboxTimings;
  /** Targets of the owners' own chats, for what concerns a chat that is lost. */
  readonly ownerTargets: readonly string[];
  readonly notify: Pick<NotifyBook, 'levelFor'>;
  /** Counts outcomes. */
  readonly observe: (outcome: Delivery['type'] | 'muted') => void;
}

/** Delivers the outbox: each chat in its order, critical ones first, at its own pace. Never on an order's path. */
export interface OutboxWorker {
  /** Looks at these targets now; without any, at all that wait. */
  wake(targets?: readonly string[]): void;
  /** Takes up no further message; resolves when the ones in flight ended. */
  stop(): Promise<void>;
}

interface Lane {
  isBusy: boolean;
  isWoken: boolean;
  /** Unix ms: this chat waits until then. */
  parkedUntil: number;
  cancelTimer: () => void;
}

export function createOutboxWorker(options: OutboxWorkerOptions): OutboxWorker {
  const { journal, clock, logger, timings, directory, flags } = options;
  const context: DeliveryContext = { ...options, partsSent: new Map() };
  const lanes = new Map<string, Lane>();
  const flights = new Set<Promise<void>>();
  let isStopped = false;
  let cancelSweep = () => {};

  const update = (row: OutboxRow, patch: OutboxPatch): JournalChange => ({
    type: 'outbox-update',
    sequence: row.sequence,
    patch,
  });
  const backoff = (attempts: number) => Math.min(timings.maxBackoffMs, timings.backoffMs * 2 ** Math.min(attempts, 16));

  /** The message that the row's thread began with in this chat. */
  async function findThreadHead(row: OutboxRow): Promise<number | null> {
    if (row.thread === null) return null;
    const thread = await journal.listOutbox({ target: row.target, thread: row.thread });
    const [head] = thread
      .filter((it) => it.messageId !== null && it.sequence !== row.sequence)
      .toSorted((a, b) => a.sequence - b.sequence);
    return head?.messageId ?? null;
  }

  /** The chat is lost: its owners hear of it elsewhere. */
  function tellOwners(row: OutboxRow, detail: string): readonly JournalChange[] {
    if (row.type === 'chat.dead') return [];
    const payload = JSON.stringify({ type: 'chat.dead', target: row.target, detail });
    return options.ownerTargets
      .filter((target) => target !== row.target)
      .map((target) => ({
        type: 'outbox-insert',
        message: {
          eventId: `chat-dead:${row.eventId}`,
          target,
          type: 'chat.dead',
          priority: 'critical',
          payload,
          thread: null,
          createdAt: clock.now(),
        },
      }));
  }

  async function settle(row: OutboxRow, lane: Lane, delivery: Delivery): Promise<void> {
    const now = clock.now();
    const { maybeDuplicate } = row;
    switch (delivery.type) {
      case 'sent': {
        const next = followUp(row, now);
        const patch = { state: 'sent', messageId: delivery.messageId, nextAt: now, error: null } as const;
        const changes: JournalChange[] = [update(row, patch)];
        if (next !== null) changes.push({ type: 'outbox-insert', message: next });
        await journal.commit(changes);
        break;
      }
      case 'wait':
        lane.parkedUntil = now + delivery.waitMs;
        await journal.commit([update(row, { maybeDuplicate, nextAt: lane.parkedUntil, error: 'too many requests' })]);
        break;
      case 'unsure':
      case 'unauthorized': {
        lane.parkedUntil = now + backoff(row.attempts);
        const isDouble = delivery.type === 'unsure' || maybeDuplicate;
        const patch = { maybeDuplicate: isDouble, nextAt: lane.parkedUntil, error: delivery.detail };
        await journal.commit([update(row, patch)]);
        break;
      }
      case 'gone': {
        const address = directory.resolve(row.target);
        if (address !== null) await flags.setDead(flags.currentId(address.chatId), delivery.detail);
        await journal.commit([
          update(row, { state: 'dead', maybeDuplicate, error: delivery.detail }),
          ...tellOwners(row, delivery.detail),
        ]);
        wake(options.ownerTargets);
        break;
      }
      case 'skipped':
        await journal.commit([update(row, { state: 'sent', maybeDuplicate, error: 'nothing to show any more' })]);
        break;
      case 'refused':
        await journal.commit([update(row, { state: 'dead', maybeDuplicate, error: delivery.detail })]);
        break;
      default:
        delivery satisfies never;
    }
    options.observe(delivery.type);
    if (delivery.type !== 'sent' && delivery.type !== 'skipped') {
      const fields = { target: row.target, type: row.type, outcome: delivery.type, eventId: row.eventId };
      logger.warn('message not delivered', fields);
    }
  }

  async function deliver(row: OutboxRow, lane: Lane): Promise<void> {
    const level = options.notify.levelFor(row.target, readDeskMessage(row).type);
    if (level === 'off') {
      await journal.commit([update(row, { state: 'sent', error: 'muted' })]);
      options.observe('muted');
      return;
    }
    const replyTo = await findThreadHead(row);
    // a crash between the send and its commit must not lead to an unmarked repeat
    await journal.commit([update(row, { attempts: row.attempts + 1, maybeDuplicate: true })]);
    await settle(row, lane, await deliverRow(context, row, { isSilent: level === 'silent', replyTo }));
  }

  async function drain(target: string, lane: Lane): Promise<void> {
    while (!isStopped) {
      lane.isWoken = false;
      const now = clock.now();
      const [row] = await journal.listOutbox({ target, limit: 1 });
      if (row === undefined) {
        if (lane.isWoken) continue;
        return;
      }
      const until = Math.max(lane.parkedUntil, row.nextAt);
      if (until > now) {
        lane.cancelTimer();
        lane.cancelTimer = clock.schedule(until - now, () => run(target));
        return;
      }
      await deliver(row, lane);
    }
  }

  function run(target: string): void {
    const lane = lanes.get(target) ?? { isBusy: false, isWoken: false, parkedUntil: 0, cancelTimer: () => {} };
    lanes.set(target, lane);
    lane.isWoken = true;
    if (lane.isBusy || isStopped) return;
    lane.isBusy = true;
    const flight = drain(target, lane)
      .catch((error: unknown) => {
        logger.error('outbox stopped for a chat', {
          target,
          reason: error instanceof Error ? error.message : 'unknown',
        });
        lane.cancelTimer = clock.schedule(timings.maxBackoffMs, () => run(target));
      })
      .finally(() => {
        lane.isBusy = false;
        flights.delete(flight);
        // a wake that came while the last look ended
        if (lane.isWoken) run(target);
      });
    flights.add(flight);
  }

  async function sweep(): Promise<void> {
    try {
      for (const row of await journal.listOutbox({ limit: 500 })) run(row.target);
      for (const target of lanes.keys()) run(target);
    } catch (error) {
      logger.error('outbox not readable', { reason: error instanceof Error ? error.message : 'unknown' });
    }
  }

  function wake(targets?: readonly string[]): void {
    if (isStopped) return;
    if (targets !== undefined) {
      for (const target of targets) run(target);
      return;
    }
    cancelSweep();
    cancelSweep = clock.schedule(timings.sweepMs, () => wake());
    void sweep();
  }

  return {
    wake,
    async stop() {
      isStopped = true;
      cancelSweep();
      for (const lane of lanes.values()) lane.cancelTimer();
      await Promise.allSettled(flights);
    },
  };
}
