import type { Account, Decimal, Environment, Instrument, Order, Position } from '@perpdesk/broker-core';
import { isOpenOrder } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { DeskContext } from './desk-context.ts';
import { accept, type DeskResult } from './desk-result.ts';
import type { DeskUser } from './desk-user.ts';
import { readAccount, readPositions, type Fresh } from './fresh.ts';
import { positionKey } from './position-key.ts';
import { resolveAccounts, visibleAccounts } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { readStops } from './read-stops.ts';
import { standingOf, type StandingLevel } from './standing.ts';
import { parseWords } from './words.ts';

export interface BalanceReport extends UnreadReport {
  /** `null` before the first snapshot. */
  readonly account: Account | null;
}

/** An account, and how old what is said of it is. */
export interface UnreadReport {
  readonly brokerId: string;
  readonly environment: Environment;
  readonly heardAgoMs: Fresh<unknown>['heardAgoMs'];
}

export interface PositionReport extends UnreadReport {
  readonly position: Position;
  /** `null` before the instruments are loaded. */
  readonly instrument: Instrument | null;
  /** Quote asset: of several the nearest; `null` where no stop stands. */
  readonly stopPrice: Decimal | null;
  /** Base asset, ≥ 0: what no stop closes. */
  readonly naked: Decimal;
  /** Quote asset, signed: what it changes by, from the mark price, when all its stops are hit; `null` where none stands. */
  readonly atStops: Decimal | null;
  /** Quote asset, the nearest first. */
  readonly targetPrices: readonly Decimal[];
  /** They stand beside the stops, and count as none. */
  readonly trailing: readonly StandingLevel[];
  /** Stable name for its buttons. */
  readonly key: string;
}

export interface PositionsReport {
  readonly positions: readonly PositionReport[];
  /** Accounts that did not answer and of which no position is known: silence is not flat. */
  readonly unread: readonly UnreadReport[];
}

export interface OrderReport {
  readonly brokerId: string;
  readonly environment: Environment;
  readonly order: Order;
  readonly instrument: Instrument | null;
  /** ms since it was placed. */
  readonly ageMs: number;
}

/** What would close it, or a part, at a profit. */
function findTargets(account: AccountView, { symbol, positionSide, quantity }: Position): readonly Decimal[] {
  const exit = quantity.isPositive() ? 'sell' : 'buy';
  return account.openOrders
    .filter(
      (order) =>
        isOpenOrder(order) &&
        order.symbol === symbol &&
        order.positionSide === positionSide &&
        order.side === exit &&
        (order.type === 'take-profit-market' || order.type === 'take-profit-limit'),
    )
    .flatMap(({ triggerPrice }) => (triggerPrice === null ? [] : [triggerPrice]))
    .toSorted((a, b) => (exit === 'sell' ? a.comparedTo(b) : b.comparedTo(a)));
}

export function reportPosition(
  account: AccountView,
  position: Position,
  heardAgoMs: UnreadReport['heardAgoMs'],
): PositionReport {
  return {
    brokerId: account.brokerId,
    environment: account.environment,
    heardAgoMs,
    position,
    instrument: account.instrument(position.symbol),
    ...readStops(account, position),
    targetPrices: findTargets(account, position),
    trailing: standingOf(account, position).trailing,
    key: positionKey(account.brokerId, position.symbol, position.positionSide),
  };
}

export interface Selection {
  readonly accounts: readonly AccountView[];
  /** `null`: all. */
  readonly symbol: string | null;
  readonly matches: (symbol: string) => boolean;
}

/** Reads `[symbol] [@account]`. */
export function select(context: DeskContext, user: DeskUser, text: string): DeskResult<Selection> {
  const words = parseWords(text, visibleAccounts(context, user));
  const accounts = resolveAccounts(context, user, words.account);
  if (!accounts.ok) return accounts;
  const [typed] = words.rest;
  const [first] = accounts.value;
  if (typed === undefined || first === undefined)
    return accept({ accounts: accounts.value, symbol: null, matches: () => true });
  const found = accounts.value.map((account) => resolveInstrument(account, typed));
  const instrument = found.find((it) => it.ok) ?? found[0];
  if (instrument === undefined) return accept({ accounts: [], symbol: typed, matches: () => false });
  if (!instrument.ok) return instrument;
  const { symbol } = instrument.value;
  return accept({ accounts: accounts.value, symbol, matches: (other) => other === symbol });
}

export async function reportBalances(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<readonly BalanceReport[]>> {
  const words = parseWords(text, visibleAccounts(context, user));
  const accounts = resolveAccounts(context, user, words.account ?? words.rest[0] ?? null);
  if (!accounts.ok) return accounts;
  return accept(
    await Promise.all(
      accounts.value.map(async (view) => {
        const { value: account, heardAgoMs } = await readAccount(context, view);
        return { brokerId: view.brokerId, environment: view.environment, heardAgoMs, account };
      }),
    ),
  );
}

export async function reportPositions(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<PositionsReport>> {
  const selected = select(context, user, text);
  if (!selected.ok) return selected;
  const { accounts, matches } = selected.value;
  const read = await Promise.all(
    accounts.map(async (account) => {
      const { value, heardAgoMs } = await readPositions(context, account);
      const held = value.filter((position) => matches(position.symbol));
      return { account, heardAgoMs, positions: held.map((it) => reportPosition(account, it, heardAgoMs)) };
    }),
  );
  return accept({
    positions: read.flatMap(({ positions }) => positions),
    unread: read
      .filter(({ positions, heardAgoMs }) => positions.length === 0 && heardAgoMs !== null)
      .map(({ account: { brokerId, environment }, heardAgoMs }) => ({ brokerId, environment, heardAgoMs })),
  });
}

export function reportOrders(context: DeskContext, user: DeskUser, text: string): DeskResult<readonly OrderReport[]> {
  const selected = select(context, user, text);
  if (!selected.ok) return selected;
  const { accounts, matches } = selected.value;
  return accept(
    accounts.flatMap((account) =>
      account.openOrders
        .filter((order) => isOpenOrder(order) && matches(order.symbol))
        .map((order) => ({
          brokerId: account.brokerId,
          environment: account.environment,
          order,
          instrument: account.instrument(order.symbol),
          ageMs: account.venueNow() - order.createdAt,
        })),
    ),
  );
}
