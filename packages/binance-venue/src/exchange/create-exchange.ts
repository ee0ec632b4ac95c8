import { decimal, type Instrument, silentLogger, systemClock } from '@perpdesk/broker-core';
import { createRules, createState, type Rules, STANDARD_FEES } from '@perpdesk/broker-paper/engine';
import { createFaultStore } from '../faults/fault-store.ts';
import type { BinanceVenueOptions, VenueAccountOptions } from '../options.ts';
import { createRandom } from '../random.ts';
import { STANDARD_SYMBOL_PRICES, STANDARD_SYMBOLS } from '../symbols/standard-symbols.ts';
import { toListedSymbol } from '../symbols/to-listed-symbol.ts';
import { createVenueClock } from '../venue-clock.ts';
import { readKey } from './api-key.ts';
import { createCallLimits } from './call-limits.ts';
import { createAccount } from './create-account.ts';
import type { Exchange } from './exchange.ts';
import { createIdSpace } from './id-space.ts';
import { createListenKeys } from './listen-keys.ts';
import { createMarket } from './market.ts';
import type { VenueAccount } from './venue-account.ts';

const DEFAULT_ACCOUNT: VenueAccountOptions = { apiKey: 'venue-key', secretKey: 'venue-secret' };
const DEFAULT_BALANCES = { USDT: decimal('10000') };
const DEFAULT_LIMITS = { weightPerMinute: 2400, ordersPer10s: 300, ordersPerMinute: 1200 };
/** Ids that are free for each account before the next one's begin. */
const IDS_OF_ACCOUNT = 10 ** 13;
const FIRST_TRADE_ID = 250_000_000;

/** An exchange without doors. @throws {RangeError} for options that contradict each other. */
export function createExchange(options: BinanceVenueOptions): Exchange {
  const clock = createVenueClock(options.clock ?? systemClock);
  const firstId = options.seed === undefined ? clock.now() : (options.seed % 1_000_000) * 100_000;
  const random = createRandom(options.seed ?? firstId);
  const listed = options.instruments?.map((instrument) => toListedSymbol(instrument)) ?? STANDARD_SYMBOLS;
  const ids = createIdSpace(options.longIds ?? true);
  const market = createMarket(clock, listed, {
    onPrice({ symbol, last, mark, isMarkOnly }, isMarkGiven) {
      for (const account of accounts) {
        if (isMarkOnly) account.submit({ type: 'mark', symbol, markPrice: mark });
        else account.submit({ type: 'tick', symbol, price: last, markPrice: isMarkGiven ? mark : null });
      }
    },
    onFunding({ symbol, rate }) {
      for (const account of accounts) account.submit({ type: 'funding', symbol, rate });
    },
    onStatus({ instrument }) {
      for (const account of accounts) account.changeRules((rules) => withInstrument(rules, instrument));
    },
  });
  const accounts = (options.accounts ?? [DEFAULT_ACCOUNT]).map((account, index): VenueAccount => {
    const rules = createRules({
      instruments: listed.map(({ instrument }) => instrument),
      fees: options.fees ?? STANDARD_FEES,
      leverage: account.leverage ?? 20,
      marginType: account.marginType ?? 'cross',
      ...(options.slippage === undefined ? {} : { slippage: options.slippage }),
      ...(options.liquidity === undefined ? {} : { liquidity: options.liquidity }),
      separateExecutionIds: true,
    });
    const state = createState({
      rules,
      positionMode: account.positionMode ?? 'one-way',
      firstOrderId: firstId + index * IDS_OF_ACCOUNT + 1,
      firstTradeId: FIRST_TRADE_ID + firstId + index * IDS_OF_ACCOUNT,
    });
    return createAccount(clock, ids, {
      name: account.name ?? (index === 0 ? 'main' : `account-${index + 1}`),
      key: readKey(account),
      canTrade: account.canTrade ?? true,
      isMultiAssets: account.multiAssets ?? false,
      state,
      balances: account.balances ?? DEFAULT_BALANCES,
    });
  });
  const byKey = new Map(accounts.map((account) => [account.key.id, { account, key: account.key }]));
  if (byKey.size < accounts.length) throw new RangeError('Two accounts have the same apiKey. Give each its own.');
  const prices = { ...STANDARD_SYMBOL_PRICES, ...options.prices };
  for (const [symbol, price] of Object.entries(prices)) {
    if (market.symbols.has(symbol)) market.setPrice(symbol, price);
  }
  return {
    clock,
    logger: options.logger ?? silentLogger,
    random,
    ids,
    market,
    accounts,
    accountByKey: (apiKey) => byKey.get(apiKey)?.account ?? null,
    keyOf: (apiKey) => byKey.get(apiKey)?.key ?? null,
    addKey(account, key) {
      if (byKey.has(key.id)) throw new RangeError('Somebody has this apiKey. Give each its own.');
      byKey.set(key.id, { account, key });
    },
    revokeKey: (apiKey) => void byKey.delete(apiKey),
    listenKeys: createListenKeys(clock, random),
    limits: createCallLimits(clock, { ...DEFAULT_LIMITS, ...options.limits }),
    faults: createFaultStore(random),
    latencyMs: options.latencyMs ?? 0,
  };
}

function withInstrument(rules: Rules, instrument: Instrument): Rules {
  return { ...rules, instruments: new Map([...rules.instruments, [instrument.symbol, instrument]]) };
}
