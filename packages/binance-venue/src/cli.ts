import { parseArgs } from 'node:util';
import { type Decimal, decimal, systemClock } from '@perpdesk/broker-core';
import { createRandomWalkFeed } from '@perpdesk/broker-paper';
import type { BinanceVenue } from './binance-venue.ts';
import { createBinanceVenue } from './create-binance-venue.ts';
import { STANDARD_SYMBOL_PRICES, STANDARD_SYMBOLS } from './symbols/standard-symbols.ts';

const HELP = `binance-venue: a simulated exchange behind Binance's USDⓈ-M futures protocol, on loopback

  --host <address>       a loopback address; default 127.0.0.1
  --port <number>        default 8090; 0 takes a free one
  --seed <number>        ids, fault dice and price walk repeat
  --key <text>           API key; default venue-key
  --secret <text>        its secret (HMAC); default venue-secret
  --balance <USDT>       default 10000
  --hedge                begin in hedge mode
  --volatility <percent> of a year: lets the prices wander; default 0, they stand still
  --latency <ms>         between a request's arrival and its matching; default 0
  --no-limits            no weight and order limits
  --help`;

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** What the command line needs of its process. */
export type CliHost = {
  readonly argv: readonly string[];
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  readonly setExitCode: (code: number) => void;
  /** Calls back once when the process is asked to stop. */
  readonly onStop: (stop: () => void) => void;
};

/** Starts an exchange from command line options and prints its addresses and key; exit code 2 for wrong options. */
export async function runCli({ argv, print, printError, setExitCode, onStop }: CliHost): Promise<void> {
  try {
    const values = readValues(argv);
    if (values.help === true) {
      print(HELP);
      return;
    }
    const { key = 'venue-key', secret = 'venue-secret' } = values;
    const seed = values.seed === undefined ? undefined : wholeNumber('--seed', values.seed);
    const volatility = amount('--volatility', values.volatility).div(100);
    const venue = await createBinanceVenue({
      port: wholeNumber('--port', values.port),
      latencyMs: wholeNumber('--latency', values.latency),
      accounts: [
        {
          apiKey: key,
          secretKey: secret,
          balances: { USDT: amount('--balance', values.balance) },
          positionMode: values.hedge === true ? 'hedge' : 'one-way',
        },
      ],
      ...(values.host === undefined ? {} : { host: values.host }),
      ...(seed === undefined ? {} : { seed }),
      ...(values['no-limits'] === true
        ? { limits: { weightPerMinute: NO_LIMIT, ordersPer10s: NO_LIMIT, ordersPerMinute: NO_LIMIT } }
        : {}),
    });
    const stopWalk = volatility.isZero() ? () => {} : walk(venue, volatility, seed ?? venue.clock().now);
    print(`rest       ${venue.url}`);
    print(`streams    ${venue.wsUrl}`);
    print(`ws api     ${venue.wsUrl}/ws-fapi/v1`);
    print(`api key    ${key}`);
    print(`secret     ${secret}`);
    onStop(() => {
      stopWalk();
      void venue.close();
    });
  } catch (error) {
    printError(error instanceof Error ? error.message : String(error));
    setExitCode(2);
  }
}

function walk(venue: BinanceVenue, volatility: Decimal, seed: number): () => void {
  const feed = createRandomWalkFeed({
    clock: systemClock,
    seed,
    volatility,
    prices: STANDARD_SYMBOL_PRICES,
    instruments: STANDARD_SYMBOLS.filter(({ status }) => status === 'TRADING').map(({ instrument }) => instrument),
  });
  feed.subscribe(({ symbol, price }) => venue.setPrice(symbol, price));
  return () => feed.close();
}

function readValues(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: {
      host: { type: 'string' },
      port: { type: 'string', default: '8090' },
      seed: { type: 'string' },
      key: { type: 'string' },
      secret: { type: 'string' },
      balance: { type: 'string', default: '10000' },
      hedge: { type: 'boolean' },
      volatility: { type: 'string', default: '0' },
      latency: { type: 'string', default: '0' },
      'no-limits': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new RangeError(`${name}: expected a whole number, found ${text}`);
  return Number.parseInt(text, 10);
}

function amount(name: string, text: string): Decimal {
  if (!/^\d{1,15}(\.\d{1,8})?$/.test(text)) throw new RangeError(`${name}: expected an amount, found ${text}`);
  return decimal(text);
}
