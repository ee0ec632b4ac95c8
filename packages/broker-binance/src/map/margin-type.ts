import type { MarginType } from '@perpdesk/broker-core';
import { unknownWord } from './unknown-word.ts';

/** `CROSSED`, `cross`, `ISOLATED`, `isolated`: endpoints and events write it each in its way. */
export function marginTypeOf(word: string): MarginType {
  switch (word.toUpperCase()) {
    case 'CROSSED':
    case 'CROSS':
      return 'cross';
    case 'ISOLATED':
      return 'isolated';
    default:
      throw unknownWord('margin type', word);
  }
}

export function wireMarginType(marginType: MarginType): string {
  return marginType === 'cross' ? 'CROSSED' : 'ISOLATED';
}
