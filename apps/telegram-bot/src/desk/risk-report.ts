import { ZERO, type Account, type Decimal, type Instrument, type Position } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import { reportPosition, type PositionReport, type UnreadReport } from './account-reports.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, type DeskResult } from './desk-result.ts';
import type { DeskUser } from './desk-user.ts';
import { readAccount, readPositions } from './fresh.ts';
import { resolveAccounts, visibleAccounts } from './resolve-account.ts';
import { parseWords } from './words.ts';

/** What is at stake, in `quoteAsset`; what is not known is `null`. */
export interface Stakes {
  readonly quoteAsset: string;
  /** ≥ 0. */
  readonly longNotional: Decimal;
  /** ≥ 0. */
  readonly shortNotional: Decimal;
  readonly equity: Decimal;
  /** ≥ 0. */
  readonly maintenanceMargin: Decimal;
  /** Long and short notional as a multiple of the equity; `null` without equity. */
  readonly leverage: Decimal | null;
  /** Maintenance margin in percent of the equity: at 100 the exchange liquidates; `null` without equity. */
  readonly marginPercent: Decimal | null;
  /** Signed: what the equity changes by, before fees, when every stop is hit at its price; `null` where none stands. */
  readonly atStops: Decimal | null;
}

/** The position that is nearest to its liquidation. */
export interface ClosestLiquidation {
  readonly symbol: string;
  readonly direction: 'long' | 'short';
  readonly liquidationPrice: Decimal;
  readonly instrument: Instrument | null;
  /** From the mark price to the liquidation price, ≥ 0. */
  readonly awayPercent: Decimal;
}

export interface AccountRisk extends UnreadReport {
  /** `null` before the account was read. */
  readonly stakes: Stakes | null;
  readonly openPositions: number;
  readonly closest: ClosestLiquidation | null;
  /** Positions without a stop; `part`: what no stop closes of one that has some, base asset. */
  readonly naked: readonly {
    readonly symbol: string;
    readonly direction: 'long' | 'short';
    readonly part: Decimal | null;
  }[];
}

export interface RiskReport {
  readonly accounts: readonly AccountRisk[];
  /** `null` where there is one account, they count in different assets, or one was never read. */
  readonly total: Stakes | null;
}

function directionOf({ quantity }: Position): 'long' | 'short' {
  return quantity.isNegative() ? 'short' : 'long';
}

type Sums = Pick<Stakes, 'quoteAsset' | 'longNotional' | 'shortNotional' | 'equity' | 'maintenanceMargin' | 'atStops'>;

function toStakes(sums: Sums): Stakes {
  const { equity } = sums;
  const isThere = equity.greaterThan(0);
  return {
    ...sums,
    leverage: isThere ? sums.longNotional.plus(sums.shortNotional).dividedBy(equity) : null,
    marginPercent: isThere ? sums.maintenanceMargin.dividedBy(equity).times(100) : null,
  };
}

function stakesOf(account: Account, reports: readonly PositionReport[]): Stakes {
  const notionalOf = (direction: 'long' | 'short') =>
    reports
      .filter(({ position }) => directionOf(position) === direction)
      .reduce((sum, { position }) => sum.plus(position.notional.abs()), ZERO);
  const stopped = reports.flatMap(({ atStops }) => atStops ?? []);
  return toStakes({
    quoteAsset: account.quoteAsset,
    longNotional: notionalOf('long'),
    shortNotional: notionalOf('short'),
    equity: account.equity,
    maintenanceMargin: account.maintenanceMargin,
    atStops: stopped.length === 0 ? null : stopped.reduce((sum, change) => sum.plus(change), ZERO),
  });
}

function closestOf(reports: readonly PositionReport[]): ClosestLiquidation | null {
  const all = reports.flatMap(({ position, instrument }) => {
    const { liquidationPrice, markPrice, symbol } = position;
    if (liquidationPrice === null || !markPrice.greaterThan(0)) return [];
    const awayPercent = liquidationPrice.minus(markPrice).abs().dividedBy(markPrice).times(100);
    return [{ symbol, direction: directionOf(position), liquidationPrice, instrument, awayPercent }];
  });
  return all.toSorted((a, b) => a.awayPercent.comparedTo(b.awayPercent))[0] ?? null;
}

async function readRisk(context: DeskContext, view: AccountView): Promise<AccountRisk> {
  const [money, held] = await Promise.all([readAccount(context, view), readPositions(context, view)]);
  const reports = held.value.map((position) => reportPosition(view, position, held.heardAgoMs));
  return {
    brokerId: view.brokerId,
    environment: view.environment,
    heardAgoMs: held.heardAgoMs ?? money.heardAgoMs,
    stakes: money.value === null ? null : stakesOf(money.value, reports),
    openPositions: reports.length,
    closest: closestOf(reports),
    naked: reports
      .filter(({ naked }) => !naked.isZero())
      .map(({ position, naked, stopPrice }) => ({
        symbol: position.symbol,
        direction: directionOf(position),
        part: stopPrice === null ? null : naked,
      })),
  };
}

function totalOf(accounts: readonly AccountRisk[]): Stakes | null {
  const all = accounts.flatMap(({ stakes }) => (stakes === null ? [] : [stakes]));
  const [first] = all;
  if (first === undefined || all.length < 2 || all.length < accounts.length) return null;
  if (all.some((it) => it.quoteAsset !== first.quoteAsset)) return null;
  const sum = (pick: (stakes: Stakes) => Decimal) => all.reduce((total, it) => total.plus(pick(it)), ZERO);
  return toStakes({
    quoteAsset: first.quoteAsset,
    longNotional: sum((it) => it.longNotional),
    shortNotional: sum((it) => it.shortNotional),
    equity: sum((it) => it.equity),
    maintenanceMargin: sum((it) => it.maintenanceMargin),
    atStops: all.every(({ atStops }) => atStops === null) ? null : sum(({ atStops }) => atStops ?? ZERO),
  });
}

/** Exposure, leverage, the nearest liquidation and what lacks a stop: per account, and of all. */
export async function reportRisk(context: DeskContext, user: DeskUser, text: string): Promise<DeskResult<RiskReport>> {
  const words = parseWords(text, visibleAccounts(context, user));
  const views = resolveAccounts(context, user, words.account ?? words.rest[0] ?? null);
  if (!views.ok) return views;
  const accounts = await Promise.all(views.value.map((view) => readRisk(context, view)));
  return accept({ accounts, total: totalOf(accounts) });
}
