import { SIDES, type Side } from '@perpdesk/broker-core';
import type { Refusal } from '../signal.ts';
import { quote, refuse } from './refuse.ts';
import { sentence } from '../sentences/sentence.ts';

export type TextReading<Value> = { readonly ok: true; readonly value: Value } | Refusal;

const MARKET_POSITIONS = ['long', 'short', 'flat'] as const;
export type MarketPosition = (typeof MARKET_POSITIONS)[number];
const MAX_LENGTH = 200;

export function readSide(text: string, name: string): TextReading<Side> {
  const word = text.trim().toLowerCase();
  const side = SIDES.find((candidate) => candidate === word);
  return side === undefined
    ? refuse('missing-side', sentence('side-expected', { field: name, shown: quote(text) }))
    : { ok: true, value: side };
}

export function readMarketPosition(text: string, name: string): TextReading<MarketPosition> {
  const word = text.trim().toLowerCase();
  const position = MARKET_POSITIONS.find((candidate) => candidate === word);
  return position === undefined
    ? refuse('missing-side', sentence('position-expected', { field: name, shown: quote(text) }))
    : { ok: true, value: position };
}

/** Free text, without blanks around it and control characters; `null` where nothing is left. */
export function readText(text: string): string | null {
  const plain = text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH);
  return plain === '' ? null : plain;
}
