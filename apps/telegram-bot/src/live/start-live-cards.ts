import type { Clock, Logger } from '@perpdesk/broker-core';
import { createAskCards, type AskCards, type AskCardsOptions } from './ask-cards.ts';
import { createLooks } from './looks.ts';
import { createOrderCards, type OrderCards, type OrderCardsOptions } from './order-cards.ts';

const EVERY_MS = 1_000;

export interface LiveCardsOptions extends Omit<OrderCardsOptions & AskCardsOptions, 'clock'> {
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface LiveCards {
  readonly orderCards: OrderCards;
  readonly askCards: Pick<AskCards, 'note'>;
  /** Resolves when the looks under way have ended. */
  stop(): Promise<void>;
}

/** Cards that follow what becomes of what they stand for, from where the last run of the program left them. */
export async function startLiveCards(options: LiveCardsOptions): Promise<LiveCards> {
  const { clock, logger } = options;
  const orderCards = createOrderCards(options);
  const askCards = createAskCards(options);
  await orderCards.load();
  await askCards.load();
  const looks = [
    createLooks(() => orderCards.look(), { clock, logger, everyMs: EVERY_MS, name: 'order cards' }),
    createLooks(() => askCards.look(), { clock, logger, everyMs: EVERY_MS, name: 'ask cards' }),
  ];
  return {
    orderCards,
    askCards,
    async stop() {
      await Promise.all(looks.map((look) => look.stop()));
    },
  };
}
