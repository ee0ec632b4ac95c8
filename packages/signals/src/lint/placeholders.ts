/** TradingView's placeholders, each with a value that fits beside the others: a strategy that buys 0.5 from flat. */
export const SAMPLE_VALUES: Readonly<Record<string, string>> = {
  ticker: 'BTCUSDT.P',
  exchange: 'BINANCE',
  open: '60000',
  high: '60100',
  low: '59900',
  close: '60000',
  volume: '120.5',
  time: '2026-11-22T07:00:00Z',
  timenow: '2026-11-22T07:00:03Z',
  interval: '5',
  'syminfo.currency': 'USDT',
  'syminfo.basecurrency': 'BTC',
  'strategy.order.action': 'buy',
  'strategy.order.contracts': '0.5',
  'strategy.order.price': '60000',
  'strategy.order.id': 'Long',
  'strategy.order.comment': 'Long',
  'strategy.order.alert_message': 'Long',
  'strategy.position_size': '0.5',
  'strategy.market_position': 'long',
  'strategy.market_position_size': '0.5',
  'strategy.prev_market_position': 'flat',
  'strategy.prev_market_position_size': '0',
};
const PLOT = /^plot(?:_(?:\d|1\d)|\("[^"]*"\))$/;
const PLOT_VALUE = '60000';
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

export interface UsedPlaceholder {
  /** Between the braces, as written. */
  readonly name: string;
  readonly at: number;
}

export function placeholdersIn(text: string): readonly UsedPlaceholder[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => ({ name: match[1] ?? '', at: match.index }));
}

/** `null`: TradingView does not know it. */
export function sampleValue(name: string): string | null {
  if (PLOT.test(name)) return PLOT_VALUE;
  return Object.hasOwn(SAMPLE_VALUES, name) ? (SAMPLE_VALUES[name] ?? null) : null;
}

/** The known placeholder that was meant; `null`: none is near. */
export function nearPlaceholder(name: string): string | null {
  const plain = plainOf(name);
  const names = Object.keys(SAMPLE_VALUES);
  const same = names.find((known) => plainOf(known) === plain);
  if (same !== undefined) return same;
  const plot = /^plot_?(\d+)$/i.exec(name.trim());
  if (plot !== null) return 'plot_0';
  const ranked = names
    .map((known) => ({ known, far: distance(plainOf(known), plain) }))
    .toSorted((a, b) => a.far - b.far);
  const [best] = ranked;
  return best !== undefined && best.far <= Math.max(2, Math.floor(plain.length / 5)) ? best.known : null;
}

function plainOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
