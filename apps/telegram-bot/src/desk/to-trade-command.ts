import { decimal } from '@perpdesk/broker-core';
import type { ConfirmRow } from '@perpdesk/journal/port';
import type { TradeCommand } from '@perpdesk/signals';
import type { GuardedCommand } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import { isHandCommand, toHandTrade, type HandCommand } from './hand-command.ts';

type OrderCommand = Extract<GuardedCommand, { readonly type: 'open' | 'close' }> | HandCommand;

/** A confirmed card's command as the engine takes it; the card's id is the trade's. */
export function toTradeCommand(
  { clock }: Pick<DeskContext, 'clock'>,
  { row, tradeId, relay }: { readonly row: ConfirmRow; readonly tradeId: string; readonly relay: readonly string[] },
  command: OrderCommand,
): TradeCommand {
  const base = {
    id: tradeId,
    actor: `user:${row.userId}`,
    brokerId: row.brokerId,
    symbol: command.symbol,
    // a card taken up again after a crash was tapped before it expired
    confirmedAt: Math.min(clock.now(), row.expiresAt),
    relay,
  };
  if (isHandCommand(command)) return toHandTrade(base, command);
  return command.type === 'open'
    ? {
        ...base,
        type: 'open',
        direction: command.direction,
        quantity: decimal(command.quantity),
        limitPrice: command.limitPrice === null ? null : decimal(command.limitPrice),
        stopLoss: command.stopLoss === null ? null : decimal(command.stopLoss),
        takeProfits: command.takeProfits.map(({ price, share }) => ({
          price: decimal(price),
          share: share === null ? null : decimal(share),
        })),
        leverage: command.leverage,
      }
    : {
        ...base,
        type: 'close',
        positionSide: command.positionSide,
        // the part of what is held now may be more than the card said, or less where another close is on its way
        fraction: command.fraction === null ? null : decimal(command.fraction),
        quantity: command.quantity === null ? null : decimal(command.quantity),
      };
}
