import type { Journal, OutboxRow } from '@perpdesk/journal/port';
import type { AskRefusal, SignalEngine } from '@perpdesk/signals';
import { isFinal, readOutcome, type SignalOutcome } from '../desk/signal-outcome.ts';
import { readDeskMessage } from '../outbox/render-row.ts';

/** How a card stands on which an alert asks. */
export type AskStanding =
  /** Unix ms. */
  | { readonly type: 'waits'; readonly answerBy: number }
  | {
      readonly type: 'over';
      readonly answer: AskRefusal;
      /** Who answered; `null`: nobody. */
      readonly actor: string | null;
      readonly detail: string;
      /** Of what was placed; else `null`. */
      readonly outcome: SignalOutcome | null;
      /** Nothing further is to come of it. */
      readonly isFinal: boolean;
    };

/** What became of a card that waits no more, `null`: it cannot be said now; `thread`: what was told of its alert. */
export async function readAskStanding(
  {
    engine,
    journal,
  }: {
    readonly engine: Pick<SignalEngine, 'quoteAsk'>;
    readonly journal: Pick<Journal, 'listOutbox' | 'listSignals' | 'listIntents'>;
  },
  signalId: string,
  thread: readonly OutboxRow[],
): Promise<Extract<AskStanding, { readonly type: 'over' }> | null> {
  const answered = thread.map(readDeskMessage).findLast(({ type }) => type === 'signal.answered');
  const actor = answered?.type === 'signal.answered' ? answered.actor : null;
  const quote = await engine.quoteAsk({ signalId });
  if (quote.ok || quote.code === 'not-ready' || quote.code === 'unclear') return null;
  const outcome = quote.code === 'placed' ? await readOutcome(journal, signalId) : null;
  const detail = answered?.type === 'signal.answered' && quote.code !== 'placed' ? answered.detail : quote.detail;
  const isOver = quote.code !== 'placed' || outcome === null || isFinal(outcome);
  return { type: 'over', answer: quote.code, actor, detail, outcome, isFinal: isOver };
}
