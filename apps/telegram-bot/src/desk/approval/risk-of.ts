import { decimal, type Decimal } from '@perpdesk/broker-core';
import type { ConfirmCommand } from '../confirm-command.ts';
import type { DeskContext } from '../desk-context.ts';
import { quotedNotional } from '../quoted-notional.ts';
import { type StandingLevel, standingOf } from '../standing.ts';
import type { RiskSize } from './approval-rules.ts';

type ProtectCommand = Extract<ConfirmCommand, { readonly type: 'protect' }>;
type SettingCommand = Extract<ConfirmCommand, { readonly type: 'setting' }>;
type Part = Pick<ProtectCommand, 'symbol' | 'positionSide'>;

function positionOf(context: DeskContext, brokerId: string, { symbol, positionSide }: Part) {
  const { positions } = context.manager.view(brokerId);
  return positions.find((it) => it.symbol === symbol && it.positionSide === positionSide) ?? null;
}

type Trailing = Exclude<ProtectCommand['trailing'], 'off' | null>;

/** Whether it trails farther behind than the one whose place it takes, or begins later. */
function isLooserTrailing(
  next: Trailing,
  before: StandingLevel,
  { direction, market }: { readonly direction: ProtectCommand['direction']; readonly market: Decimal },
): boolean {
  if (before.callback === null || decimal(next.callback).greaterThan(before.callback)) return true;
  if (next.activation === null) return false;
  const isLater = (one: Decimal, other: Decimal) =>
    direction === 'long' ? one.greaterThan(other) : one.lessThan(other);
  const isTrailing = before.price === null || !isLater(before.price, market);
  return isTrailing || isLater(decimal(next.activation), before.price);
}

/** Whether a stop at that price is farther from the market than the one whose place it takes. */
export function isLooserStop(
  next: Decimal,
  { price }: Pick<StandingLevel, 'price'>,
  direction: ProtectCommand['direction'],
): boolean {
  return price !== null && (direction === 'long' ? next.lessThan(price) : next.greaterThan(price));
}

/** A stop that goes, or moves away from the market, puts the whole position at risk; one that trails, too. */
function riskOfProtect(context: DeskContext, brokerId: string, command: ProtectCommand): RiskSize | null {
  const position = positionOf(context, brokerId, command);
  if (position === null) return null;
  const { stopLoss, trailing, direction } = command;
  const size = position.quantity.abs().times(position.markPrice);
  if (stopLoss === 'off' || trailing === 'off') return size;
  const standing = standingOf(context.manager.view(brokerId), position);
  if (trailing !== null) {
    const basis = { direction, market: position.markPrice };
    if (standing.trailing.some((before) => isLooserTrailing(trailing, before, basis))) return size;
  }
  if (stopLoss === null) return null;
  const next = decimal(stopLoss);
  return standing.stops.some((before) => isLooserStop(next, before, direction)) ? size : null;
}

function riskOfSetting(
  context: DeskContext,
  brokerId: string,
  { name, symbol, value }: SettingCommand,
): RiskSize | null {
  if (name === 'position-mode' || value === 'isolated') return null;
  const now = name === 'leverage' ? context.manager.view(brokerId).leverage(symbol) : null;
  return now !== null && Number.parseInt(value, 10) <= now ? null : 'unknown';
}

/** Notional that a confirmed card puts at risk, quote asset; `null`: it adds none. Uses the account as it is in memory. */
export function riskOf(context: DeskContext, brokerId: string, command: ConfirmCommand): RiskSize | null {
  switch (command.type) {
    case 'open':
    case 'ask':
      return quotedNotional(command) ?? 'unknown';
    case 'reverse': {
      const mark = positionOf(context, brokerId, command)?.markPrice;
      return mark === undefined ? 'unknown' : decimal(command.quantity).times(mark);
    }
    case 'protect':
      return riskOfProtect(context, brokerId, command);
    case 'setting':
      return riskOfSetting(context, brokerId, command);
    // a card is shown for it only where it adds risk
    case 'route':
    case 'run':
    // a wrong word leaves a position without an owner, or lets entries begin beside one
    case 'settle':
      return 'unknown';
    case 'close':
    case 'cancel':
    case 'panic':
    case 'again':
    // what it stands for was looked at before
    case 'approve':
      return null;
    default:
      return command satisfies never;
  }
}
