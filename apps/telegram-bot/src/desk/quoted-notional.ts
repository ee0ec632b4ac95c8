import { decimal, type Decimal } from '@perpdesk/broker-core';
import type { ConfirmCommand } from './confirm-command.ts';

/** What a card's order puts into the market by the prices that stood on the card, quote asset; `null`: it did not say. */
export function quotedNotional(command: ConfirmCommand): Decimal | null {
  switch (command.type) {
    case 'open':
      return decimal(command.quantity).times(decimal(command.limitPrice ?? command.quotePrice));
    case 'reverse':
      return command.quotePrice === null ? null : decimal(command.quantity).times(decimal(command.quotePrice));
    case 'ask':
      return command.notional === null ? null : decimal(command.notional);
    default:
      return null;
  }
}
