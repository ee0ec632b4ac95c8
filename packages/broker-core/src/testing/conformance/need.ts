import { CAPABILITIES, type Capability } from '../../capabilities.ts';
import { FAULT_KINDS, type FaultKind, REFUSAL_CODES, type RefusalCode } from './fault.ts';
import { STREAM_FAULTS, type StreamFault } from './stream-door.ts';

/** What a bench can offer beside the broker's capabilities. */
export type Door =
  /** The venue executes orders; a broker of scripted answers does not. */
  | 'fills'
  /** `symbols` names two instruments. */
  | 'two-symbols'
  /** `market` moves the price. */
  | 'market:price'
  /** `market` bounds what an order fills at once. */
  | 'market:liquidity'
  | `fault:${FaultKind}`
  | `refusal:${RefusalCode}`
  | `stream:${StreamFault}`;

/** What a case needs: a capability of the broker, or a door of the bench. */
export type Need = Capability | Door;

/** Last and mark price, and what one order fills at most. */
export const MARKET_DOORS: readonly Door[] = ['market:price', 'market:liquidity'];

/** Every fault and refusal. */
export const FAULT_DOORS: readonly Door[] = [
  ...FAULT_KINDS.map((kind) => `fault:${kind}` as const),
  ...REFUSAL_CODES.map((code) => `refusal:${code}` as const),
];

/** Every fault of the account stream. */
export const STREAM_DOORS: readonly Door[] = STREAM_FAULTS.map((fault) => `stream:${fault}` as const);

/** All that a bench can offer, so that nothing is skipped. */
export const DOORS: readonly Door[] = ['fills', 'two-symbols', ...MARKET_DOORS, ...FAULT_DOORS, ...STREAM_DOORS];

/** All that a case may need. */
export const NEEDS: readonly Need[] = [...CAPABILITIES, ...DOORS];
