import { toVenueOrderId, type VenueOrderId } from '@perpdesk/broker-core';

/** The exchange's ids as it writes them, as decimal text; the engine's own ids are small whole numbers. */
export interface IdSpace {
  /** Of a plain order, or of the order as which a triggered conditional order executes. */
  toOrderId(engineId: VenueOrderId): string;
  /** Of a conditional order: an id space of its own. */
  toAlgoId(engineId: VenueOrderId): string;
  /** The engine's id; `null` for text that is no id of this space. */
  fromOrderId(orderId: string): VenueOrderId | null;
  fromAlgoId(algoId: string): VenueOrderId | null;
}

/** Order ids of 19 digits, beyond what a JS number can hold, as production has had since 2020. */
const LONG_BASE = 8_389_765_000_000_000_000n;
const SHORT_BASE = 4_904_000_000n;
/** Algo ids of 16 digits, as captured on production in March 2026. */
const ALGO_BASE = 2_000_000_000_000_000n;
const DIGITS = /^\d{1,19}$/;

export function createIdSpace(isLong: boolean): IdSpace {
  const base = isLong ? LONG_BASE : SHORT_BASE;
  return {
    toOrderId: (engineId) => (base + BigInt(engineId)).toString(),
    toAlgoId: (engineId) => (ALGO_BASE + BigInt(engineId)).toString(),
    fromOrderId: (orderId) => toEngineId(orderId, base),
    fromAlgoId: (algoId) => toEngineId(algoId, ALGO_BASE),
  };
}

function toEngineId(text: string, base: bigint): VenueOrderId | null {
  if (!DIGITS.test(text)) return null;
  const id = BigInt(text) - base;
  return id > 0n ? toVenueOrderId(id.toString()) : null;
}
