import { Decimal, decimal } from '@perpdesk/broker-core';
import type { ConfirmCommand } from './confirm-command.ts';

/** What a card's order puts into the market by the prices that stood on the card, quote asset; `null`: it did not say. */
export function quotedNotional(command: ConfirmCommand): Decimal | null {
  switch (command.type) {
    case 'open': {
      const quote = decimal(command.quotePrice);
      const limit = command.limitPrice === null ? quote : decimal(command.limitPrice);
      // what sells below the market is filled at it
      const price = command.direction === 'short' ? Decimal.max(limit, quote) : limit;
      return decimal(command.quantity).times(price);
    }
    case 'reverse':
      return command.quotePrice === null ? null : decimal(command.quantity).times(decimal(command.quotePrice));
    case 'ask':
      return command.notional === null ? null : decimal(command.notional);
    default:
      return null;
  }
}
