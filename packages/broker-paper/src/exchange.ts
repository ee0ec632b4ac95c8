import { type BrokerEvent, type Clock, createEventHub, type EventHub, type Logger } from '@perpdesk/broker-core';
import { toChanges } from './changes.ts';
import { nextExpiryAt } from './engine/expiry.ts';
import { type EngineEvent, toAccountEvent } from './engine/event.ts';
import type { EngineInput } from './engine/input.ts';
import { refuse, type Refusal } from './engine/refusal.ts';
import type { EngineState } from './engine/state.ts';
import { step, type StepResult } from './engine/step.ts';
import { createExpiryTimer } from './expiry-timer.ts';
import { createSerialQueue } from './serial-queue.ts';
import type { PaperStore } from './store/paper-store.ts';

/** The engine with its store and its watchers: one input at a time, committed before anybody hears of it. */
export interface Exchange {
  /** As of the last input that was committed. */
  readonly state: EngineState;
  readonly hub: EventHub<BrokerEvent>;
  /** `toInput` sees the state that its input will meet. @throws what the store throws; the exchange is of no use then. */
  submit(toInput: (state: EngineState) => EngineInput | Refusal): Promise<StepResult>;
  /** Runs after every input before it. */
  settled<T>(read: () => Promise<T>): Promise<T>;
  /** Commits the last prices, after every input before it, and ends the watchers. */
  close(): Promise<void>;
}

export interface ExchangeOptions {
  readonly state: EngineState;
  readonly store: PaperStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called once, when the store has failed. */
  readonly onFailure: () => void;
}

export function createExchange({ store, clock, logger, onFailure, ...options }: ExchangeOptions): Exchange {
  const queue = createSerialQueue();
  const hub = createEventHub<BrokerEvent>();
  let state = options.state;
  let isClosed = false;
  const commit = async (next: EngineState, events: readonly EngineEvent[]) => {
    try {
      await store.commit(toChanges({ state: next, events }));
    } catch (error) {
      isClosed = true;
      logger.error('paper store failed', { error });
      onFailure();
      throw error;
    }
  };
  const submit: Exchange['submit'] = (toInput) =>
    queue(async () => {
      if (isClosed) return refuse('not-connected', 'The paper exchange is closed, or its store has failed.');
      const input = toInput(state);
      if ('ok' in input) return input;
      const { state: next, events, result } = step(state, input, clock.now());
      if (events.length > 0 || isStored(state, next)) await commit(next, events);
      state = next;
      timer.follow(nextExpiryAt(state));
      const receivedAt = clock.now();
      for (const event of events) {
        const told = toAccountEvent(event);
        if (told !== null) hub.emit({ ...told, receivedAt });
      }
      return result;
    });
  const timer = createExpiryTimer(clock, () => void submit(() => ({ type: 'time-passed' })).catch(() => undefined));
  timer.follow(nextExpiryAt(state));
  return {
    get state() {
      return state;
    },
    hub,
    submit,
    settled: queue,
    close: () =>
      queue(async () => {
        timer.follow(null);
        hub.close();
        if (isClosed) return;
        isClosed = true;
        await store.commit(toChanges({ state, events: [] }));
      }),
  };
}

/** Whether more changed than prices: the position mode, a countdown and a trail have no events of their own. */
function isStored(before: EngineState, after: EngineState): boolean {
  return (
    before.positionMode !== after.positionMode ||
    before.countdowns !== after.countdowns ||
    before.orders !== after.orders
  );
}
