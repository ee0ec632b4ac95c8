import { isTriggering } from '@perpdesk/broker-paper/engine';
import type { VenueControls } from './binance-venue.ts';
import { readKey } from './exchange/api-key.ts';
import type { Exchange } from './exchange/exchange.ts';
import type { Market } from './exchange/market.ts';
import type { VenueAccount } from './exchange/venue-account.ts';
import type { AccountFeed } from './stream/account-feed.ts';
import { toVenueState } from './venue-state.ts';

export function createVenueControls(exchange: Exchange, feed: AccountFeed): VenueControls {
  const { accounts, clock, faults, limits, listenKeys, market } = exchange;
  const find = (name: string | undefined): VenueAccount => {
    const found = name === undefined ? accounts[0] : accounts.find((account) => account.name === name);
    if (found !== undefined) return found;
    const names = accounts.map((account) => account.name).join(', ');
    throw new RangeError(`There is no account ${name ?? ''}. There are: ${names}.`);
  };
  return {
    setPrice: (symbol, last, mark) => market.setPrice(symbol, last, mark),
    setLiquidity(liquidity) {
      for (const account of accounts) account.changeRules((rules) => ({ ...rules, liquidity }));
    },
    faults: {
      add: (rule) => faults.add(rule),
      plan: (plan) => faults.plan(plan),
      clear: () => faults.clear(),
      get fired() {
        return faults.fired;
      },
    },
    skewClock(ms) {
      clock.skew(ms);
      // what has come due by that happens now
      for (const account of accounts) account.submit({ type: 'time-passed' });
    },
    clock: () => ({ now: clock.now(), offsetMs: clock.offsetMs() }),
    state: (accountName) => toVenueState(find(accountName)),
    expireListenKeys: () => listenKeys.expireAll(),
    cutStreams: () => feed.cutAll(),
    haltSymbol: (symbol, isHalted) => market.halt(symbol, isHalted),
    fund: (symbol, rate) => market.fund(symbol, rate),
    deleverage(accountName, symbol, positionSide) {
      const { result } = find(accountName).submit({ type: 'adl', symbol, positionSide });
      if (!result.ok) throw new RangeError(result.message);
    },
    holdTriggers(isHeld) {
      for (const account of accounts) account.changeRules((rules) => ({ ...rules, holdsTriggers: isHeld }));
      if (!isHeld) for (const account of accounts) executeHeld(account, market);
    },
    addKey: (accountName, key) => exchange.addKey(find(accountName), readKey(key)),
    revokeKey: (apiKey) => exchange.revokeKey(apiKey),
    clearLimits: () => limits.clear(),
  };
}

function executeHeld(account: VenueAccount, market: Market): void {
  const held = account.state.orders.filter(({ order }) => isTriggering(order));
  for (const symbol of new Set(held.map(({ order }) => order.symbol))) {
    const price = market.latest(symbol)?.last;
    if (price !== undefined) account.submit({ type: 'tick', symbol, price });
  }
}
