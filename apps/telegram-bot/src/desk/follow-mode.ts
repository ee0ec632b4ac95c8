import { sleep } from '@perpdesk/broker-core';
import type { DeskContext } from './desk-context.ts';
import type { CardOutcome, ClaimedCard } from './execute-card.ts';
import { isFinal, readOutcome } from './signal-outcome.ts';

const FIRST_LOOK_MS = 20;
const LONGEST_WAIT_MS = 1_000;
/** A setting that waited longer is not made any more. */
const MOST_MS = 150_000;

type FollowContext = Pick<DeskContext, 'journal' | 'manager' | 'clock' | 'logger'>;

/**
 * Reads an account anew once its position mode was set: no event tells of that, and what is placed by the mode before is
 * refused. Resolves when that is done, or given up: the next snapshot brings it, too. Never rejects.
 */
export async function followMode(context: FollowContext, claim: ClaimedCard, outcome: CardOutcome): Promise<void> {
  const { command, row } = claim;
  const inner = command.type === 'approve' ? command.command : command;
  if (outcome.type !== 'placed' || inner.type !== 'setting' || inner.name !== 'position-mode') return;
  const { journal, manager, clock, logger } = context;
  const until = clock.now() + MOST_MS;
  try {
    for (let waitMs = FIRST_LOOK_MS; clock.now() < until; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      const now = await readOutcome(journal, outcome.signalId);
      if (now === null || isFinal(now)) break;
      await sleep(clock, waitMs);
    }
    await manager.refresh(row.brokerId);
  } catch {
    logger.warn('account not read after its position mode was set', { account: row.brokerId });
  }
}
