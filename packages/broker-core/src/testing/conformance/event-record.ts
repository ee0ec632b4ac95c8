import type { BrokerEvent, BrokerEventType } from '../../broker-event.ts';
import type { Broker } from '../../broker.ts';
import type { Patience } from './patience.ts';

type EventOf<T extends BrokerEventType> = Extract<BrokerEvent, { readonly type: T }>;

/** What one watcher of the account has been told. */
export interface EventRecord {
  /** In the order of their telling. */
  readonly events: readonly BrokerEvent[];
  readonly isEnded: boolean;
  /** Those of one type, in the order of their telling. */
  of<T extends BrokerEventType>(type: T): readonly EventOf<T>[];
  /** Resolves when the events so far hold. @throws {AssertionError} when patience is over. */
  until(what: string, holds: (events: readonly BrokerEvent[]) => boolean): Promise<void>;
  /** Aborts the watching. */
  end(): void;
}

/** Watches from now on. */
export function recordEvents(broker: Broker, patience: Patience): EventRecord {
  const controller = new AbortController();
  const events: BrokerEvent[] = [];
  let isEnded = false;
  let failure: unknown = null;
  const collect = async (source: AsyncIterable<BrokerEvent>) => {
    try {
      for await (const event of source) events.push(event);
    } catch (error) {
      failure = error;
    }
    isEnded = true;
  };
  void collect(broker.watchAccount({ abortSignal: controller.signal }));
  return {
    events,
    get isEnded() {
      return isEnded;
    },
    of: (type) => events.filter((event): event is EventOf<typeof type> => event.type === type),
    async until(what, holds) {
      const look = () => {
        if (failure !== null) throw failure;
        return events;
      };
      await patience.eventually(what, look, holds);
    },
    end: () => controller.abort(),
  };
}
