import type { MarginType } from '@perpdesk/broker-core';

/** `CROSSED`, `cross`, `ISOLATED`, `isolated`: endpoints and events write it each in its way. */
export function marginTypeOf(word: string): MarginType {
  switch (word.toUpperCase()) {
    case 'CROSSED':
    case 'CROSS':
      return 'cross';
    case 'ISOLATED':
      return 'isolated';
    default:
      throw new RangeError(`Binance's margin type ${JSON.stringify(word.slice(0, 40))} is not known here.`);
  }
}

export function wireMarginType(marginType: MarginType): string {
  return marginType === 'cross' ? 'CROSSED' : 'ISOLATED';
}
