import {
  readsMarket,
  type Broker,
  type CallOptions,
  type DayPrices,
  type Decimal,
  type Environment,
  type Instrument,
  type MarketReader,
  type Position,
  type Premium,
} from '@perpdesk/broker-core';
import type { AccountView } from '@perpdesk/broker-manager';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import type { DeskUser } from './desk-user.ts';
import { readFresh, readPositions } from './fresh.ts';
import { resolveAccounts, visibleAccounts } from './resolve-account.ts';
import { resolveInstrument } from './resolve-instrument.ts';
import { parseWords } from './words.ts';
import { readRefusalTexts } from '../language/texts/read-refusal.ts';
import { refusalTexts } from '../language/texts/refusal.ts';

/** An instrument at the exchange of one account. */
export interface Market {
  readonly account: AccountView;
  readonly instrument: Instrument;
  /** What follows the symbol. */
  readonly rest: readonly string[];
}

export interface PriceReport {
  readonly brokerId: string;
  readonly environment: Environment;
  readonly instrument: Instrument;
  /** Quote asset. */
  readonly markPrice: Decimal;
  /** `null` where the exchange does not tell, or did not in time. */
  readonly premium: Premium | null;
  readonly day: DayPrices | null;
}

/** What the next funding makes of a position that is open. */
export interface FundingShare {
  readonly brokerId: string;
  readonly environment: Environment;
  /** Base asset, signed. */
  readonly quantity: Decimal;
  /** Settle asset, signed: above zero comes in. */
  readonly amount: Decimal;
}

export interface FundingReport {
  readonly brokerId: string;
  readonly environment: Environment;
  readonly instrument: Instrument;
  readonly premium: Premium;
  /** Of the accounts at the same exchange that the person sees. */
  readonly shares: readonly FundingShare[];
  /** Unix ms. */
  readonly now: number;
}

/** Reads `symbol … [@account]`: the account that is named, or the first that lists the symbol. */
export function resolveMarket(context: DeskContext, user: DeskUser, text: string, usage: string): DeskResult<Market> {
  const words = parseWords(text, visibleAccounts(context, user));
  const [typed, ...rest] = words.rest;
  if (typed === undefined) return refuse('usage', ({ say }) => say(readRefusalTexts).which(usage));
  const accounts = resolveAccounts(context, user, words.account);
  if (!accounts.ok) return accounts;
  const [first] = accounts.value;
  if (first === undefined) return refuse('account', ({ say }) => say(refusalTexts).noAccount);
  const found = accounts.value.map((account) => ({ account, resolved: resolveInstrument(account, typed) }));
  const { account, resolved } = found.find((it) => it.resolved.ok) ?? {
    account: first,
    resolved: resolveInstrument(first, typed),
  };
  return resolved.ok ? accept({ account, instrument: resolved.value, rest }) : resolved;
}

/** What the exchange says of its prices; `null` where it does not tell, or not in time. Never rejects. */
export async function readMarket<T>(
  context: DeskContext,
  account: AccountView,
  read: (market: Broker & MarketReader, options: CallOptions) => Promise<T>,
): Promise<T | null> {
  const answer = await readFresh<T | null>(
    context,
    account,
    async (broker, options) => (readsMarket(broker) ? read(broker, options) : null),
    () => null,
  );
  return answer.value;
}

export async function reportPrice(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<PriceReport>> {
  const market = resolveMarket(context, user, text, '/price BTCUSDT');
  if (!market.ok) return market;
  const { account, instrument } = market.value;
  const { symbol } = instrument;
  const [premium, day, mark] = await Promise.all([
    readMarket(context, account, (it, options) => it.getPremium(symbol, options)),
    readMarket(context, account, (it, options) => it.getDayPrices(symbol, options)),
    readFresh<Decimal | null>(
      context,
      account,
      (broker, options) => broker.getMarkPrice(symbol, options),
      () => null,
    ),
  ]);
  const markPrice = premium?.markPrice ?? mark.value;
  if (markPrice === null) return refuse('no-price', ({ say }) => say(readRefusalTexts).noPrice(symbol));
  const { brokerId, environment } = account;
  return accept({ brokerId, environment, instrument, markPrice, premium, day });
}

/** Accounts whose positions pay by the same rate: of the same exchange. */
function shares(
  { manager }: DeskContext,
  { account }: Market,
  premium: Premium,
  held: readonly { readonly view: AccountView; readonly positions: readonly Position[] }[],
): readonly FundingShare[] {
  const { venue } = manager.get(account.brokerId);
  return held
    .filter(({ view }) => manager.get(view.brokerId).venue === venue && view.environment === account.environment)
    .flatMap(({ view, positions }) =>
      positions
        .filter(({ symbol }) => symbol === premium.symbol)
        .map(({ quantity, markPrice }) => ({
          brokerId: view.brokerId,
          environment: view.environment,
          quantity,
          amount: quantity
            .times(markPrice)
            .times(premium.fundingRate ?? 0)
            .negated(),
        })),
    );
}

export async function reportFunding(
  context: DeskContext,
  user: DeskUser,
  text: string,
): Promise<DeskResult<FundingReport>> {
  const market = resolveMarket(context, user, text, '/funding BTCUSDT');
  if (!market.ok) return market;
  const { account, instrument } = market.value;
  const views = visibleAccounts(context, user).map((id) => context.manager.view(id));
  const [premium, held] = await Promise.all([
    readMarket(context, account, (it, options) => it.getPremium(instrument.symbol, options)),
    Promise.all(views.map(async (view) => ({ view, positions: (await readPositions(context, view)).value }))),
  ]);
  if (premium === null) {
    return refuse('no-price', ({ say }) => say(readRefusalTexts).noFunding(instrument.symbol));
  }
  const { brokerId, environment } = account;
  return accept({
    brokerId,
    environment,
    instrument,
    premium,
    shares: shares(context, market.value, premium, held),
    now: account.venueNow(),
  });
}
