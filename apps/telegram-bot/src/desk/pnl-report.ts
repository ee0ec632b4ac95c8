import { ZERO, type Account, type Decimal, type Environment, type Income } from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import { pnlTexts } from '../language/texts/pnl.ts';
import { byAsset } from './by-asset.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import type { DeskUser } from './desk-user.ts';
import { readAccount, readFresh, type FreshContext } from './fresh.ts';
import { readOwnFills, type OwnFill } from './own-fills.ts';
import { withPanicOwners } from './panic-owners.ts';
import { resolveAccounts, visibleAccounts } from './resolve-account.ts';
import { parseWords } from './words.ts';

export const PNL_PERIODS = ['today', '7d', '30d'] as const;
export type PnlPeriod = (typeof PNL_PERIODS)[number];

const DAY_MS = 86_400_000;
const DAYS = { today: null, '7d': 7, '30d': 30 } as const satisfies Readonly<Record<PnlPeriod, number | null>>;

/** Signed, in `asset`: above zero came in. */
export interface PnlSums {
  readonly asset: string;
  readonly realized: Decimal;
  readonly fees: Decimal;
  readonly funding: Decimal;
  /** All three together. */
  readonly net: Decimal;
}

export interface AccountPnl {
  readonly brokerId: string;
  readonly environment: Environment;
  /** By the exchange's bookings; `null`: it did not tell in time. */
  readonly sums: PnlSums | null;
  /** It booked something in other assets too, which is left out. */
  readonly hasOther: boolean;
}

/** What the exchanges booked one after the other, of all accounts together. */
export interface PnlSeries {
  readonly asset: string;
  /** Realised, fees and funding, signed; the oldest first. */
  readonly bookings: readonly { readonly at: number; readonly amount: Decimal }[];
  /** What the open positions would realise now; `null` where that was not told in time. */
  readonly open: Decimal | null;
  /** Unix ms. */
  readonly now: number;
}

/** Of one strategy's orders that realised something: by the fills that the desk heard of. */
export interface StrategyPnl {
  /** `null`: orders of nobody's in the desk. */
  readonly stream: string | null;
  /** What its instruments settle in; `null`: nothing says it. */
  readonly asset: string | null;
  /** Realised less fees, in `asset`. */
  readonly net: Decimal;
  /** Fees were paid in other assets, too: they are not taken off. */
  readonly hasOtherFees?: true;
  readonly closings: number;
  /** Those that realised more than nothing, before fees. */
  readonly won: number;
}

export interface PnlReport {
  readonly period: PnlPeriod;
  /** The account that was asked for; `null`: all that the person sees. */
  readonly only: string | null;
  /** Unix ms. */
  readonly fromAt: number;
  readonly accounts: readonly AccountPnl[];
  /** `null` where there is one account, they count in different assets, or one did not tell. */
  readonly total: PnlSums | null;
  /** `null` where they count in different assets, or one did not tell. */
  readonly series: PnlSeries | null;
  /** By asset; of one asset the best first. */
  readonly strategies: readonly StrategyPnl[];
}

function sumsOf(asset: string, bookings: readonly Income[]): PnlSums {
  const sum = (types: readonly Income['type'][]) =>
    bookings
      .filter((it) => it.asset === asset && types.includes(it.type))
      .reduce((total, { amount }) => total.plus(amount), ZERO);
  const realized = sum(['realized-pnl', 'liquidation']);
  const fees = sum(['fee']);
  const funding = sum(['funding']);
  return { asset, realized, fees, funding, net: realized.plus(fees).plus(funding) };
}

type Booking = PnlSeries['bookings'][number];

/** An account's answer, and what the picture is made of. */
interface PnlReading {
  readonly report: AccountPnl;
  readonly bookings: readonly Booking[];
  readonly open: Decimal | null;
}

/** What the exchange booked in a span (Unix ms, both ends included). Never rejects. */
export async function readPnl(
  context: FreshContext,
  view: AccountView,
  span: { readonly fromAt: number; readonly untilAt?: number },
): Promise<PnlReading> {
  const { brokerId, environment } = view;
  const [account, bookings] = await Promise.all([
    readAccount(context, view),
    readFresh<readonly Income[] | null>(
      context,
      view,
      (broker, { abortSignal }) => broker.getIncome({ ...span, ...(abortSignal === undefined ? {} : { abortSignal }) }),
      () => null,
    ),
  ]);
  const known: Account | null = account.value;
  if (known === null || bookings.value === null) {
    return { report: { brokerId, environment, sums: null, hasOther: false }, bookings: [], open: null };
  }
  const traded = bookings.value.filter(({ type }) => type !== 'transfer' && type !== 'other');
  const counted = traded.filter(({ asset }) => asset === known.quoteAsset);
  return {
    report: {
      brokerId,
      environment,
      sums: sumsOf(known.quoteAsset, traded),
      hasOther: traded.some(({ asset, amount }) => asset !== known.quoteAsset && !amount.isZero()),
    },
    bookings: counted.map(({ venueAt: at, amount }) => ({ at, amount })),
    open: account.heardAgoMs === null ? unrealizedOf(known) : null,
  };
}

/** In the asset that the account counts in. */
function unrealizedOf({ balances, quoteAsset }: Account): Decimal {
  return balances.find(({ asset }) => asset === quoteAsset)?.unrealizedPnl ?? ZERO;
}

function seriesOf(readings: readonly PnlReading[], now: number): PnlSeries | null {
  const assets = new Set(readings.map(({ report }) => report.sums?.asset ?? null));
  const [asset = null] = assets;
  if (asset === null || assets.size > 1) return null;
  const opens = readings.flatMap(({ open }) => (open === null ? [] : [open]));
  return {
    asset,
    bookings: readings.flatMap(({ bookings }) => bookings).toSorted((a, b) => a.at - b.at),
    open: opens.length < readings.length ? null : opens.reduce((sum, open) => sum.plus(open), ZERO),
    now,
  };
}

/**
 * What the exchanges booked in a span that is over (Unix ms, both ends included); `null` where they count in different
 * assets, or one does not tell. Never rejects.
 */
export async function readPnlSeries(
  context: FreshContext,
  views: readonly AccountView[],
  span: { readonly fromAt: number; readonly untilAt: number },
): Promise<PnlSeries | null> {
  const readings = await Promise.all(views.map((view) => readPnl(context, view, span)));
  const series = seriesOf(readings, span.untilAt);
  return series === null ? null : { ...series, open: null };
}

function totalOf(accounts: readonly AccountPnl[]): PnlSums | null {
  const all = accounts.flatMap(({ sums }) => (sums === null ? [] : [sums]));
  const [first] = all;
  if (first === undefined || all.length < 2 || all.length < accounts.length) return null;
  if (all.some(({ asset }) => asset !== first.asset)) return null;
  const sum = (pick: (sums: PnlSums) => Decimal) => all.reduce((total, it) => total.plus(pick(it)), ZERO);
  return {
    asset: first.asset,
    realized: sum((it) => it.realized),
    fees: sum((it) => it.fees),
    funding: sum((it) => it.funding),
    net: sum((it) => it.net),
  };
}

function grouped<K>(fills: readonly OwnFill[], keyOf: (fill: OwnFill) => K): ReadonlyMap<K, readonly OwnFill[]> {
  const groups = new Map<K, OwnFill[]>();
  for (const fill of fills) {
    const key = keyOf(fill);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [fill]);
    else known.push(fill);
  }
  return groups;
}

/** Orders that realised something, by what they settle in and the strategy that sent them. */
export function strategiesOf(fills: readonly OwnFill[]): readonly StrategyPnl[] {
  return byAsset(fills).flatMap(([asset, own]) => strategiesIn(asset, own));
}

function strategiesIn(asset: string | null, fills: readonly OwnFill[]): readonly StrategyPnl[] {
  const streams = grouped(fills, ({ stream }) => stream);
  return [...streams]
    .map(([stream, own]) => {
      const orders = [...grouped(own, ({ orderKey }) => orderKey).values()].map((parts) =>
        parts.reduce((sum, { realizedPnl }) => sum.plus(realizedPnl), ZERO),
      );
      const closings = orders.filter((realized) => !realized.isZero());
      return {
        stream,
        asset,
        net: own.reduce((sum, { realizedPnl, fee }) => sum.plus(realizedPnl).minus(fee), ZERO),
        ...(own.some(({ otherFee }) => otherFee !== null) ? { hasOtherFees: true as const } : {}),
        closings: closings.length,
        won: closings.filter((realized) => realized.greaterThan(0)).length,
      };
    })
    .toSorted((a, b) => b.net.comparedTo(a.net));
}

/** Reads `[today|7d|30d] [@account]`: what the exchange booked, and what of it each strategy made. */
export async function reportPnl(context: DeskContext, user: DeskUser, text: string): Promise<DeskResult<PnlReport>> {
  const words = parseWords(text, visibleAccounts(context, user));
  const [typed = 'today', extra] = words.rest;
  const period = PNL_PERIODS.find((known) => known === typed.toLowerCase());
  if (period === undefined || extra !== undefined) return refuse('usage', ({ say }) => say(pnlTexts).usage);
  const views = resolveAccounts(context, user, words.account);
  if (!views.ok) return views;
  const now = context.clock.now();
  const days = DAYS[period];
  const fromAt = days === null ? now - (now % DAY_MS) : now - days * DAY_MS;
  const [readings, fills] = await Promise.all([
    Promise.all(views.value.map((view) => readPnl(context, view, { fromAt }))),
    readOwnFills(
      context,
      views.value.map(({ brokerId }) => brokerId),
      fromAt,
    ),
  ]);
  const accounts = readings.map(({ report }) => report);
  const strategies = strategiesOf(await withPanicOwners(context, fills));
  const [total, series] = [totalOf(accounts), seriesOf(readings, now)];
  const only = words.account === null || accounts.length !== 1 ? null : (accounts[0]?.brokerId ?? null);
  return accept({ period, only, fromAt, accounts, total, series, strategies });
}
