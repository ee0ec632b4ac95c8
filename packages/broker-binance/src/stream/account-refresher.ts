import { BrokerError, type Balance, type Clock, type Position } from '@perpdesk/broker-core';
import { backOffMs } from './back-off.ts';
import type { AccountReader } from './account-reader.ts';
import type { SparseLog } from './sparse-log.ts';

export interface AccountRefresherOptions {
  readonly reader: AccountReader;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: SparseLog;
  /** How long changes are gathered. Default 150. */
  readonly afterMs?: number;
  /** At most one reading in this time: many accounts share one address’s request weight. Default 10 000. */
  readonly everyMs?: number;
  /** `false`: the reading is older than what is known. */
  takePositions(symbol: string, positions: readonly Position[]): boolean;
  /** `false`: the reading is older than what is known. */
  takeBalances(assets: readonly string[], balances: readonly Balance[]): boolean;
  /** Readings of it stay behind the stream, or the stream behind them, while the stream says nothing more of it. */
  onDisagreement(what: string): void;
}

/** Completes by reads what the stream says in part, several changes at a time. */
export interface AccountRefresher {
  /** The stream said something of these. */
  want(what: { readonly symbols: readonly string[]; readonly assets: readonly string[] }): void;
  /** A snapshot makes what was wanted moot. */
  forget(): void;
  close(): void;
}

/** Readings in a row that may differ from the stream, although it said nothing more of the thing since before the first. */
const MAX_STALE = 2;
/** From one that was to the next. */
const STALE_MS = 2_000;

export function createAccountRefresher(options: AccountRefresherOptions): AccountRefresher {
  const { reader, clock, random, log, afterMs = 150, everyMs = 10_000 } = options;
  const symbols = new Set<string>();
  const assets = new Set<string>();
  let notBefore = -Infinity;
  let failures = 0;
  // what the stream says is whole, and ends a doubt: an account that is always traded on always differs
  const stale = new Map<string, number>();
  let running: AbortController | null = null;
  let cancel: (() => void) | null = null;
  let isClosed = false;

  const plan = (delayMs: number) => {
    if (isClosed || running !== null || symbols.size + assets.size === 0) return;
    // no longer than that, wherever the clock was set meanwhile
    cancel ??= clock.schedule(Math.max(delayMs, Math.min(notBefore - clock.now(), everyMs)), () => void run());
  };

  /** @param read What was read. @param behind What of it differs: it is read again. */
  const note = (wanted: Set<string>, read: readonly string[], behind: readonly string[]) => {
    for (const name of read) {
      if (!behind.includes(name)) stale.delete(name);
      else if (!wanted.has(name)) stale.set(name, (stale.get(name) ?? 0) + 1);
    }
    for (const name of behind) wanted.add(name);
  };
  const run = async () => {
    cancel = null;
    const controller = new AbortController();
    const { signal } = controller;
    running = controller;
    const startedAt = clock.now();
    const [wantedSymbols, wantedAssets] = [[...symbols], [...assets]];
    symbols.clear();
    assets.clear();
    const again = () => {
      for (const symbol of wantedSymbols) symbols.add(symbol);
      for (const asset of wantedAssets) assets.add(asset);
    };
    try {
      const [only] = wantedSymbols;
      const [positions, balances] = await Promise.all([
        only === undefined ? [] : reader.readPositions(wantedSymbols.length === 1 ? only : null, signal),
        wantedAssets.length === 0 ? [] : reader.readBalances(signal),
      ]);
      if (signal.aborted) return;
      failures = 0;
      const behind = wantedSymbols.filter((symbol) => !options.takePositions(symbol, positions));
      const isBehind = wantedAssets.length > 0 && !options.takeBalances(wantedAssets, balances);
      note(symbols, wantedSymbols, behind);
      note(assets, wantedAssets, isBehind ? wantedAssets : []);
      notBefore = startedAt + (stale.size > 0 ? Math.min(STALE_MS, everyMs) : everyMs);
      if (Math.max(...stale.values()) >= MAX_STALE) {
        const what = [...symbols, ...assets].join(', ');
        forget();
        options.onDisagreement(what);
      }
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      log('refresh', 'A change of the account could not be completed by a read', {
        code: BrokerError.is(error) ? error.code : 'unknown',
      });
      again();
    } finally {
      if (running === controller) running = null;
      plan(failures === 0 ? afterMs : backOffMs(failures, { firstMs: 1_000, maxMs: 30_000 }, random));
    }
  };
  const forget = () => {
    running?.abort();
    running = null;
    cancel?.();
    cancel = null;
    symbols.clear();
    assets.clear();
    stale.clear();
  };

  return {
    want(what) {
      for (const symbol of what.symbols) symbols.add(symbol);
      for (const asset of what.assets) assets.add(asset);
      for (const name of [...what.symbols, ...what.assets]) stale.delete(name);
      plan(afterMs);
    },
    forget,
    close() {
      isClosed = true;
      forget();
    },
  };
}
