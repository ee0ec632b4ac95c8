import { newGoal } from '../book/goal.ts';
import type { NewIntent } from '../lanes/insert-intent.ts';
import { increasingSide, positionSideOf, reducingSide } from '../plan/sides.ts';
import type { Run } from '../run.ts';
import type { WishSignal } from '../wish.ts';
import type { WishLeg } from './wish-legs.ts';

/** One leg of one wish on one account. */
export interface WishPlace {
  readonly brokerId: string;
  readonly leg: WishLeg;
  /** Of the signal's wishes, from 0. */
  readonly index: number;
  /** Lane order. */
  readonly order: number;
  readonly sequence: number;
  readonly code: string;
}

/** The leg's intent, before anything of it is planned. */
export function wishIntent(
  run: Run,
  { id, stream, symbol }: WishSignal,
  { brokerId, leg: { kind, direction, isPatient }, index, order, sequence, code }: WishPlace,
): NewIntent {
  return {
    signalId: id,
    brokerId,
    symbol,
    stream,
    kind,
    positionSide: positionSideOf(direction, run.view(brokerId).positionMode),
    side: kind === 'increase' ? increasingSide(direction) : reducingSide(direction),
    goal: newGoal({
      work: 'wish',
      order,
      sequence,
      streamCode: code,
      cause: 'signal',
      wish: { index, taken: '0', asked: null, isPatient },
    }),
  };
}
