import type { Journal } from '@perpdesk/journal/port';
import type { AlertSender } from '../engine.ts';
import type { Route } from '../route.ts';
import { senderChanges, sendersFlag } from './note-sender.ts';
import type { RouteBudget } from './route-budget.ts';

export interface SendersAsideOptions {
  readonly journal: Pick<Journal, 'readFlags' | 'commit'>;
  readonly now: () => number;
  /** Of addresses that are looked at. */
  readonly budget: RouteBudget;
}

/** Notes who comes to an instance that stands by, by what the journal has. Never rejects. */
export type NoteSenderAside = (route: Route, sender: AlertSender) => Promise<void>;

export function createSendersAside({ journal, now, budget }: SendersAsideOptions): NoteSenderAside {
  const heard = new Set<string>();
  let turn = Promise.resolve();

  async function note(route: Route, sender: AlertSender): Promise<void> {
    const value = (await journal.readFlags())[sendersFlag(route.id)];
    const changes = senderChanges(route, sender, value, now());
    if (changes.length > 0) await journal.commit(changes);
  }

  return (route, sender) => {
    const key = `${route.id} ${sender.address}`;
    if (heard.has(key) || !budget.take(route.id)) return turn;
    heard.add(key);
    // one after the other: each is added to those before
    turn = turn.then(() => note(route, sender)).catch(() => void heard.delete(key));
    return turn;
  };
}
