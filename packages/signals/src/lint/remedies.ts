import type { AlertForm } from '../dialects/dialect.ts';
import type { RouteDialect } from '../route.ts';

type Remedies = Readonly<Partial<Record<string, string>>>;
type Pairs = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

const SIDE = '{{strategy.order.action}}';
const QUANTITY = '{{strategy.order.contracts}}';
const POSITION = '{{strategy.market_position}}';
const PREVIOUS = '{{strategy.prev_market_position}}';
const SIZES = { size: '{{strategy.market_position_size}}', previous: '{{strategy.prev_market_position_size}}' };
const NOTIFY = 'or set the route’s mode to notify.';
const JSON_NEEDED = `Put a JSON template into the alert’s message, ${NOTIFY}`;
const FOREIGN = 'Set the route’s dialect to that platform, or use the template of this dialect.';

/** The member that tells when the alert fired. */
export const TIME_NAMES: Readonly<Record<RouteDialect, string>> = {
  native: 'firedAt',
  tvcbot: 'firedAt',
  kv: 'firedAt',
  traderspost: 'time',
  threecommas: 'timestamp',
  okx: 'timestamp',
};

/** What to write instead of what was refused with this code, by the names of the route's dialect; `null`: the sentence says it. */
export function remedyFor(code: string, { dialect, mode }: AlertForm): string | null {
  // an order's prices are missing there, which the sentence names
  if (code === 'missing-field' && mode === 'order') return null;
  return { ...commonOf(dialect), ...OWN[dialect] }[code] ?? null;
}

function commonOf(dialect: RouteDialect): Remedies {
  const add = (pairs: Pairs) => addTo(dialect, pairs);
  return {
    'bad-time': add({ [TIME_NAMES[dialect]]: '{{timenow}}' }),
    'missing-symbol': add({ symbol: '{{ticker}}' }),
    'missing-side': add({ action: SIDE }),
    'missing-size': add({ contracts: QUANTITY }),
    'missing-field': add({
      marketPosition: POSITION,
      marketPositionSize: SIZES.size,
      prevMarketPosition: PREVIOUS,
      prevMarketPositionSize: SIZES.previous,
    }),
    'foreign-platform': FOREIGN,
    'not-a-command': JSON_NEEDED,
    'ambiguous-unit': 'Use a name that says its unit, or set it on the route.',
  };
}

const OWN: Readonly<Record<RouteDialect, Remedies>> = {
  native: { 'foreign-platform': 'Set the route’s dialect to that platform, or use the native template.' },
  tvcbot: { 'ambiguous-unit': 'Leave amount empty: the route’s size, or contracts, says it.' },
  kv: { 'not-a-command': `Put lines of name=value into the alert’s message, ${NOTIFY}` },
  traderspost: {
    'missing-symbol': addTo('traderspost', { ticker: '{{ticker}}' }),
    'missing-size': addTo('traderspost', { quantity: QUANTITY }),
    'missing-field': addTo('traderspost', { sentiment: POSITION }),
    'ambiguous-unit': 'Say the unit in quantityType, e.g. "quantityType":"fixed_quantity".',
  },
  threecommas: {
    'missing-symbol': addTo('threecommas', { tv_instrument: '{{ticker}}' }),
    'missing-size': addTo('threecommas', { strategy_info: strategyInfo() }),
    'missing-field': addTo('threecommas', { strategy_info: strategyInfo() }),
    'ambiguous-unit': 'Say the unit in order.currency_type, e.g. "order":{"amount":"…","currency_type":"base"}.',
  },
  okx: {
    'missing-symbol': addTo('okx', { instrument: '{{ticker}}' }),
    'missing-size': addTo('okx', { amount: QUANTITY, investmentType: 'base' }),
    'missing-field': addTo('okx', { marketPosition: POSITION, prevMarketPosition: PREVIOUS }),
    'ambiguous-unit': 'Say the unit in investmentType, e.g. "investmentType":"base".',
  },
};

function strategyInfo(): Readonly<Record<string, string>> {
  return {
    market_position: POSITION,
    market_position_size: SIZES.size,
    prev_market_position: PREVIOUS,
    prev_market_position_size: SIZES.previous,
  };
}

function addTo(dialect: RouteDialect, pairs: Pairs): string {
  return dialect === 'kv'
    ? `Add ${Object.entries(pairs)
        .flatMap(([name, value]) => (typeof value === 'string' ? [`${name}=${value}`] : []))
        .join(';')}`
    : `Add ${JSON.stringify(pairs).slice(1, -1)}.`;
}
