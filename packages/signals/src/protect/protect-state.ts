import { Decimal, decimal, formatDecimal } from '@perpdesk/broker-core';
import type { LedgerRow } from '@perpdesk/journal/port';
import * as z from 'zod';
import type { WishProtect } from '../wish.ts';
import { handSchema, type HandState, NO_HAND } from './hand-state.ts';
import { protectSchema } from './level-schema.ts';

const stateSchema = z.object({
  /** The signal to which new protective orders belong. */
  signalId: z.string().nullable(),
  /** Base asset, ≥ 0: of what is owned, so much has a known entry price. */
  priced: z.string(),
  /** Quote asset: its average; `null`: no price is known. */
  entryPrice: z.string().nullable(),
  /** What the alert asked for and its route takes. */
  asked: protectSchema.nullable(),
  /** Base asset, ≥ 0, by target: filled in this position. */
  filled: z.array(z.string()),
  /** Targets that have filled; they do not come again in this position. */
  done: z.array(z.number()),
  /** So many targets have filled in this position that its stop stands at the entry; another set of targets takes it back nowhere. */
  isEven: z.boolean().default(false),
  /** Base asset, ≥ 0: what targets took beyond what the strategy reduced; it is not bought back. */
  taken: z.string(),
  /** What a person set by hand; `null`: nothing. */
  hand: handSchema.nullable().default(null),
  /** Entries beside it whose stop or targets are to take the place of those that stand once they fill, in their order. */
  coming: z.array(z.object({ signalId: z.string(), stopLoss: z.boolean(), takeProfits: z.boolean() })).default([]),
});

/** What is known of the protection of what one stream owns, from its first fill to its last. */
export type ProtectState = z.output<typeof stateSchema>;

/** Of what is not owned yet. */
export const NO_PROTECT_STATE: ProtectState = {
  signalId: null,
  priced: '0',
  entryPrice: null,
  asked: null,
  filled: [],
  done: [],
  isEven: false,
  taken: '0',
  hand: null,
  coming: [],
};

/** Rows keep their text from version to version: most are read once. */
const parsed = new Map<string, ProtectState>();
const MAX_PARSED = 10_000;

/** @throws {Error} if the row's text is not of this engine. */
export function protectStateOf({ protect }: Pick<LedgerRow, 'protect'>): ProtectState {
  if (protect === null) return NO_PROTECT_STATE;
  const known = parsed.get(protect);
  if (known !== undefined) return known;
  const state = stateSchema.parse(JSON.parse(protect));
  if (parsed.size >= MAX_PARSED) parsed.clear();
  parsed.set(protect, state);
  return state;
}

export function isReadableProtect(row: Pick<LedgerRow, 'protect'>): boolean {
  try {
    return protectStateOf(row) !== null;
  } catch {
    return false;
  }
}

export function formatProtectState(state: ProtectState): string {
  return JSON.stringify(state);
}

/** What an entry begins with, or goes on with: the alert's own stop and targets, where it carries some, replace the ones before. */
export function withAsked(state: ProtectState, signalId: string, asked: WishProtect | null): ProtectState {
  if (asked === null) return { ...state, signalId };
  const coming = afterWord(state, signalId, {
    stopLoss: asked.stopLoss !== null,
    takeProfits: asked.takeProfits.length > 0,
  });
  const before = state.asked?.takeProfits ?? [];
  const takeProfits = asked.takeProfits.length === 0 ? before : [...asked.takeProfits];
  const isOther = JSON.stringify(takeProfits) !== JSON.stringify(before);
  return {
    ...state,
    signalId,
    coming,
    asked: { stopLoss: asked.stopLoss ?? state.asked?.stopLoss ?? null, takeProfits },
    ...(isOther ? { filled: [], done: [] } : {}),
  };
}

/** What a person says by hand, from now on; another set of targets begins anew. */
export function withHand(state: ProtectState, news: Partial<HandState>): ProtectState {
  const before = state.hand ?? NO_HAND;
  const hand = { ...before, ...news };
  const isOther = JSON.stringify(hand.takeProfits) !== JSON.stringify(before.takeProfits);
  const coming = afterWord(state, null, {
    stopLoss: news.stopLoss !== undefined,
    takeProfits: news.takeProfits !== undefined,
  });
  return { ...state, hand, coming, ...(isOther ? { filled: [], done: [] } : {}) };
}

/** A person's newest word counts, whichever way it came: with an entry of theirs. */
export function saidAnew(state: ProtectState, { stopLoss, takeProfits }: WishProtect): ProtectState {
  const hand = state.hand ?? NO_HAND;
  return {
    ...state,
    hand: {
      ...hand,
      stopLoss: stopLoss === null ? hand.stopLoss : null,
      takeProfits: takeProfits.length === 0 ? hand.takeProfits : null,
    },
  };
}

type Coming = ProtectState['coming'][number];

/** An entry's stop or targets wait for its first fill: until then what stands protects what is held. */
export function withComing(state: ProtectState, coming: Coming): ProtectState {
  return { ...state, coming: [...state.coming, coming] };
}

/** What is still to come once somebody said it anew: what was sent before that does not count any more, what came later does. */
function afterWord(
  { coming }: ProtectState,
  signalId: string | null,
  word: Pick<Coming, 'stopLoss' | 'takeProfits'>,
): Coming[] {
  const at = coming.findIndex((one) => one.signalId === signalId);
  const later = at === -1 ? [] : coming.slice(at + 1);
  const earlier = (at === -1 ? coming : coming.slice(0, at)).map((one) => ({
    ...one,
    stopLoss: one.stopLoss && !word.stopLoss,
    takeProfits: one.takeProfits && !word.takeProfits,
  }));
  return [...earlier.filter((one) => one.stopLoss || one.takeProfits), ...later];
}

/** Quote asset: an entry filled so much more, or its price became known. */
export interface Priced {
  /** Base asset, ≥ 0. */
  readonly quantity: Decimal;
  /** Quote asset. */
  readonly value: Decimal;
}

/** @param before Base asset, ≥ 0: owned before the fill. */
export function withEntry(state: ProtectState, before: Decimal, { quantity, value }: Priced): ProtectState {
  const known = Decimal.min(decimal(state.priced), before);
  const priced = known.plus(quantity);
  if (priced.isZero()) return state;
  const worth = known.times(state.entryPrice ?? '0').plus(value);
  return { ...state, priced: formatDecimal(priced), entryPrice: formatDecimal(worth.div(priced)) };
}

/** @param quantity Base asset, > 0: filled by the target. */
export function withTarget(state: ProtectState, target: number, quantity: Decimal): ProtectState {
  const filled = Array.from(
    { length: Math.max(state.filled.length, target + 1) },
    (_, index) => state.filled[index] ?? '0',
  );
  filled[target] = formatDecimal(decimal(filled[target] ?? '0').plus(quantity));
  return { ...state, filled, taken: formatDecimal(decimal(state.taken).plus(quantity)) };
}
