import { endOrder } from './book.ts';
import { isWaiting } from './conditional.ts';
import { listedInstrument } from './listed.ts';
import { done, type Outcome } from './outcome.ts';
import { advance, type Progress } from './progress.ts';
import { refuse } from './refusal.ts';
import type { EngineState } from './state.ts';

/** Starts a symbol's dead man's switch anew, or switches it off for 0. */
export function setCountdown(progress: Progress, symbol: string, timeoutMs: number, at: number): Outcome {
  const listed = listedInstrument(progress.state, symbol);
  if (!listed.ok) return listed;
  if (!Number.isSafeInteger(timeoutMs) || timeoutMs < 0) {
    return refuse('invalid-request', `The countdown ${timeoutMs} is no whole number of milliseconds from 0 on.`);
  }
  const others = without(progress.state.countdowns, symbol);
  return done(advance(progress, { countdowns: timeoutMs === 0 ? others : { ...others, [symbol]: at + timeoutMs } }));
}

/** Cancels the plain and triggered orders of each symbol whose countdown ran out. What waits for a trigger stays. */
export function applyCountdowns(progress: Progress, at: number): Progress {
  const due = Object.entries(progress.state.countdowns).filter(([, dueAt]) => dueAt <= at);
  return due.reduce((next, [symbol]) => {
    const over = advance(next, { countdowns: without(next.state.countdowns, symbol) });
    return over.state.orders
      .filter((open) => open.order.symbol === symbol && !isWaiting(open))
      .reduce(
        (canceled, open) => endOrder(canceled, open, { status: 'canceled', reason: 'The countdown ran out.' }, at),
        over,
      );
  }, progress);
}

function without(countdowns: EngineState['countdowns'], symbol: string): EngineState['countdowns'] {
  const { [symbol]: _, ...others } = countdowns;
  return others;
}
