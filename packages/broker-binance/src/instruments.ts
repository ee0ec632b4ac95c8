import {
  BrokerError,
  type CallOptions,
  type Clock,
  type Instrument,
  type Logger,
  suggestSymbols,
  toSymbol,
} from '@perpdesk/broker-core';
import { unlessAborted } from './unless-aborted.ts';

/** Reads what the host lists. */
export type ReadInstruments = () => Promise<readonly Instrument[]>;

export interface InstrumentOptions extends CallOptions {
  readonly operation: string;
}

/** The listed instruments of one REST host, shared by all accounts that ask it: loaded once, refreshed by any of them. */
export interface Instruments {
  /** Lends a way to read; the returned function takes it back. */
  join(read: ReadInstruments): () => void;
  /**
   * Loads them if they were not; calls at the same time are one request. While they are doubted, what is being read is waited
   * for.
   *
   * @throws {BrokerError} as the first reading does; `aborted`.
   */
  all(options: InstrumentOptions): Promise<readonly Instrument[]>;
  /** By the exchange's own name, of those that are loaded; `null` says no more than that. */
  find(symbol: string): Instrument | null;
  /**
   * In any of the usual spellings: `BTCUSDT`, `BINANCE:BTCUSDT.P`, `BTC/USDT:USDT`.
   *
   * @throws {BrokerError} `unknown-symbol` (not-sent) with the three nearest names; `aborted` (not-sent).
   */
  get(text: string, options: InstrumentOptions): Promise<Instrument>;
  /** An order broke a rule, or a fill was off its step: what is known may be old. Reads anew, in the background, at most every ten seconds. */
  doubt(): void;
}

/** Rules change rarely. */
const FRESH_MS = 60 * 60_000;
const RETRY_MS = 60_000;
const DOUBT_MS = 10_000;

export function createInstruments({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }): Instruments {
  const readers = new Set<ReadInstruments>();
  let bySymbol: ReadonlyMap<string, Instrument> = new Map();
  let loadedAt = Number.NEGATIVE_INFINITY;
  let triedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<void> | null = null;
  // what was read after a doubt has settled it
  let doubts = 0;
  let settledDoubts = 0;
  const isDoubted = () => doubts > settledDoubts;

  const reload = () => {
    triedAt = clock.now();
    const doubtsBefore = doubts;
    loading ??= readWithAny(readers)
      .then((instruments) => {
        bySymbol = new Map(instruments.map((instrument) => [instrument.symbol, instrument]));
        loadedAt = clock.now();
        settledDoubts = doubtsBefore;
      })
      .finally(() => {
        loading = null;
      });
    return loading;
  };
  const refresh = () => {
    const sinceMs = clock.now() - triedAt;
    const everyMs = isDoubted() ? DOUBT_MS : RETRY_MS;
    if (loading !== null || (sinceMs >= 0 && sinceMs < everyMs)) return;
    reload().catch((error: unknown) => {
      logger.warn('Instruments could not be read again', { code: BrokerError.is(error) ? error.code : 'unknown' });
    });
  };
  const refreshIfOld = () => {
    const ageMs = clock.now() - loadedAt;
    if (isDoubted() || ageMs < 0 || ageMs > FRESH_MS) refresh();
  };
  const ready = async () => {
    if (bySymbol.size === 0) return reload();
    refreshIfOld();
    // whoever asks for all takes them over: the old ones would be planned by for long
    if (isDoubted()) await loading?.catch(() => {});
  };

  return {
    join(read) {
      readers.add(read);
      return () => void readers.delete(read);
    },
    async all({ operation, abortSignal }) {
      await unlessAborted(ready(), operation, abortSignal);
      return [...bySymbol.values()];
    },
    find(symbol) {
      if (bySymbol.size > 0) refreshIfOld();
      return bySymbol.get(symbol) ?? null;
    },
    async get(text, { operation, abortSignal }) {
      // hot: an account is read with all instruments of its routes
      if (bySymbol.size === 0 || abortSignal?.aborted === true) await unlessAborted(ready(), operation, abortSignal);
      else refreshIfOld();
      const listed = bySymbol.get(text);
      if (listed !== undefined) return listed;
      // untyped callers may leave it out
      const spelling = typeof text === 'string' ? text : '';
      const symbol = toSymbol(spelling)?.symbol ?? spelling.trim().toUpperCase();
      const found = bySymbol.get(symbol);
      if (found !== undefined) return found;
      refresh();
      const nearest = suggestSymbols(symbol, [...bySymbol.keys()]);
      const message = `Binance lists no perpetual ${JSON.stringify(spelling.slice(0, 40))}. Did you mean ${nearest.join(', ')}?`;
      throw new BrokerError('unknown-symbol', { operation, message, outcome: 'not-sent' });
    },
    doubt() {
      doubts += 1;
      refresh();
    },
  };
}

/** With the account that came last; where that one cannot, with the others: one account's key says nothing of theirs. */
async function readWithAny(readers: ReadonlySet<ReadInstruments>): Promise<readonly Instrument[]> {
  const tried = new Set<ReadInstruments>();
  let failure: unknown = null;
  for (let read = nextOf(readers, tried); read !== undefined; read = nextOf(readers, tried)) {
    tried.add(read);
    try {
      return await read();
    } catch (error) {
      failure = error;
    }
  }
  if (failure !== null) throw failure;
  const message = 'No account is connected that could read the instruments. Call connect() first.';
  throw new BrokerError('not-connected', { operation: 'getInstruments', message });
}

function nextOf(
  readers: ReadonlySet<ReadInstruments>,
  tried: ReadonlySet<ReadInstruments>,
): ReadInstruments | undefined {
  return [...readers].findLast((read) => !tried.has(read));
}
