import type { Update } from 'grammy/types';
import type { Clock, Logger } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { laneOf } from './update-lane.ts';
import { toUpdateRow } from './update-row.ts';

export interface UpdateInboxOptions {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What must be kept nowhere: such an update is carried out at once, and lost if the program ends before. */
  readonly isSecret?: (update: Update) => boolean;
  /** Carries out one update; a rejection is logged and the update counts as done. */
  readonly handle: (update: Update) => Promise<void>;
}

/** Updates as rows: stored before Telegram hears that we have them, then carried out from the table. */
export interface UpdateInbox {
  /** Resolves when they are durable; they are carried out after that. @throws {JournalError} if they cannot be stored. */
  store(updates: readonly Update[]): Promise<void>;
  /** Takes up what an earlier run of the program stored and did not finish, or a desk that stands by. */
  resume(): Promise<void>;
  /** Takes up nothing more; resolves when what runs has ended. */
  stop(): Promise<void>;
}

/** `null`: it is not what was stored. */
function readStored(payload: string): Update | null {
  try {
    const update: Update = JSON.parse(payload);
    return update;
  } catch {
    return null;
  }
}

export function createUpdateInbox(options: UpdateInboxOptions): UpdateInbox {
  const { journal, clock, logger } = options;
  const taken = new Set<number>();
  /** Carried out, and not marked so: their rows could not be written, or are yet to be, for Telegram sends them again. */
  const unmarked = new Set<number>();
  const lanes = new Map<string, Promise<void>>();
  let isStopped = false;
  let reading = Promise.resolve();

  async function carryOut(update: Update, isStored: boolean): Promise<void> {
    if (isStopped) return;
    const updateId = update.update_id;
    try {
      await options.handle(update);
    } catch {
      // an error of the chat library may carry the token
      logger.error('update failed', { updateId });
    }
    if (isStored) await markDone(updateId);
    else taken.delete(updateId);
  }

  async function markDone(updateId: number): Promise<void> {
    unmarked.add(updateId);
    try {
      const { ok } = await journal.commit([{ type: 'update-done', updateId }]);
      if (!ok) return;
      unmarked.delete(updateId);
      taken.delete(updateId);
    } catch {
      logger.error('update not marked done', { updateId });
    }
  }

  function enqueue(update: Update, isStored = true): void {
    const lane = laneOf(update);
    const next = (lanes.get(lane) ?? Promise.resolve()).then(() => carryOut(update, isStored));
    lanes.set(lane, next);
    void next.finally(() => {
      if (lanes.get(lane) === next) lanes.delete(lane);
    });
  }

  /** One that was damaged must not keep those behind it waiting for ever. */
  async function setAside(updateId: number): Promise<void> {
    logger.error('stored update cannot be read', { updateId });
    await journal.commit([{ type: 'update-done', updateId }]);
  }

  /** One after the other: what ends meanwhile would be taken once more by another one that began before. */
  function takePending(): Promise<void> {
    const taking = reading.then(readPending);
    reading = taking.catch(() => {});
    return taking;
  }

  async function readPending(): Promise<void> {
    // what ends while they are read, or gone through, would be taken once more
    const before = new Set(taken);
    const rows = await journal.listPendingUpdates();
    const aside: Promise<void>[] = [];
    for (const { updateId, payload } of rows) {
      if (unmarked.has(updateId)) aside.push(markDone(updateId));
      if (before.has(updateId) || taken.has(updateId)) continue;
      taken.add(updateId);
      const update = readStored(payload);
      if (update !== null) enqueue(update);
      else aside.push(setAside(updateId));
    }
    await Promise.all(aside);
  }

  /** The way out must not hang on a disk that is full: /panic and its red button are carried out unstored. */
  function takeUrgent(updates: readonly Update[]): void {
    for (const update of updates) {
      const lane = laneOf(update);
      if (taken.has(update.update_id) || !(lane.startsWith('panic:') || lane.startsWith('tap:'))) continue;
      taken.add(update.update_id);
      enqueue(update);
    }
  }

  return {
    async store(updates) {
      if (updates.length === 0) return;
      const receivedAt = clock.now();
      const secrets = updates.filter((update) => options.isSecret?.(update) === true);
      const rows = updates
        .filter((update) => !secrets.includes(update))
        .map((update) => toUpdateRow(update, receivedAt));
      try {
        await journal.acceptUpdates(rows);
      } catch (error) {
        takeUrgent(updates);
        throw error;
      }
      await takePending();
      for (const update of secrets) {
        if (taken.has(update.update_id)) continue;
        taken.add(update.update_id);
        enqueue(update, false);
      }
    },
    resume: takePending,
    async stop() {
      isStopped = true;
      await Promise.allSettled(lanes.values());
    },
  };
}
