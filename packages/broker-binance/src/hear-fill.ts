import { type BrokerEvent, roundQuantityDown } from '@perpdesk/broker-core';
import type { Instruments } from './instruments.ts';

/** A fill that is no multiple of the step that is known: the rules of its instrument are others. */
export function hearFill(instruments: Instruments, event: BrokerEvent): void {
  if (event.type !== 'fill-received') return;
  const { symbol, quantity } = event.fill;
  const instrument = instruments.find(symbol);
  if (instrument !== null && !roundQuantityDown(quantity, instrument).eq(quantity)) instruments.doubt();
}
