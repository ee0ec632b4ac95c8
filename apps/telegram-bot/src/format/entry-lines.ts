import type { OpenPreview } from '../desk/preview.ts';
import { formatMoney, formatPercent, formatPrice, percentFrom } from './amount.ts';
import type { Line } from './lines.ts';

type Entry = Pick<OpenPreview, 'instrument' | 'price' | 'limitPrice' | 'stopPrice' | 'stopLoss' | 'targets'>;

/** `limit 59 000.0` or `market`. */
export function orderWord({ instrument, limitPrice }: Pick<Entry, 'instrument' | 'limitPrice'>): string {
  return limitPrice === null ? 'market' : `limit ${formatPrice(limitPrice, instrument)}`;
}

/** Stop with what it may cost, and each target with its part. */
export function levelLines({ instrument, price, limitPrice, stopPrice, stopLoss, targets }: Entry): readonly Line[] {
  const entry = limitPrice ?? price;
  const at = (level: typeof price) => `${formatPrice(level, instrument)} (${formatPercent(percentFrom(entry, level))})`;
  const stop =
    stopPrice === null || stopLoss === null
      ? 'no SL'
      : `SL ${at(stopPrice)} · worst case ≈ ${formatMoney(stopLoss.negated())} ${instrument.settleAsset} and fees`;
  return [
    stop,
    ...targets.map(({ price: target, share }) => {
      const part = share === null ? 'the rest' : formatPercent(share).replace('+', '');
      return `TP ${at(target)} · ${targets.length === 1 && share === null ? 'all of it' : part}`;
    }),
  ];
}
