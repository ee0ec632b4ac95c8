import type { Clock } from '@perpdesk/broker-core';
import type { StreamFault } from '../faults/fault-rule.ts';
import type { Frame } from './frames/frame.ts';

/** The order in which an account's events go out: one behind the other, unless a fault says otherwise. */
export interface AccountLine {
  push(frame: Frame, faults: readonly StreamFault[]): void;
  close(): void;
}

type Waiting = readonly [Frame, readonly StreamFault[]];

/** A frame that is held back for later ones is told by itself after so long. */
const HELD_MS = 250;
const faultOf = <Kind extends StreamFault['kind']>(faults: readonly StreamFault[], kind: Kind) =>
  faults.find((fault): fault is Extract<StreamFault, { readonly kind: Kind }> => fault.kind === kind);

/** @param tell Tells a frame when it is its turn, with the faults that are left to it. */
export function createAccountLine(
  clock: Clock,
  tell: (frame: Frame, faults: readonly StreamFault[]) => void,
): AccountLine {
  let stalled: Waiting[] | null = null;
  let held: { readonly frame: Frame; left: number } | null = null;
  let cancelStall = () => {};
  let cancelHold = () => {};

  const release = () => {
    cancelHold();
    const frame = held?.frame;
    held = null;
    if (frame !== undefined) tell(frame, []);
  };
  const pass = (frame: Frame, faults: readonly StreamFault[]) => {
    const reorder = faultOf(faults, 'reorder');
    if (reorder !== undefined && held === null) {
      held = { frame, left: reorder.count ?? 1 };
      cancelHold = clock.schedule(HELD_MS, release);
      return;
    }
    tell(frame, faults);
    if (held === null) return;
    held.left -= 1;
    if (held.left <= 0) release();
  };
  const stall = (first: Waiting, ms: number) => {
    stalled = [first];
    cancelStall = clock.schedule(ms, resume);
  };
  const resume = () => {
    const due = stalled ?? [];
    stalled = null;
    const [first, ...rest] = due;
    if (first !== undefined) pass(...first);
    for (const [frame, faults] of rest) push(frame, faults);
  };
  const push = (frame: Frame, faults: readonly StreamFault[]) => {
    const late = faultOf(faults, 'late');
    if (stalled !== null) stalled.push([frame, faults]);
    else if (late === undefined) pass(frame, faults);
    else stall([frame, faults], late.ms);
  };
  return {
    push,
    close() {
      cancelStall();
      cancelHold();
    },
  };
}
