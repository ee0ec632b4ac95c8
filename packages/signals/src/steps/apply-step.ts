import { type Decimal, formatDecimal } from '@perpdesk/broker-core';
import { askPerson } from '../asks/ask-person.ts';
import { replaceAsks } from '../asks/replaced-asks.ts';
import { type Goal, newGoal } from '../book/goal.ts';
import type { Writer } from '../book/writer.ts';
import { applyDry } from '../dry/apply-dry.ts';
import type { DryLedger } from '../dry/dry-ledger.ts';
import { isDry } from '../dry/is-dry.ts';
import { planDryStep } from '../dry/plan-dry-step.ts';
import { workAtSignal } from '../faults/leave-out.ts';
import { insertIntent } from '../lanes/insert-intent.ts';
import { pump } from '../lanes/pump.ts';
import { putStep } from '../lanes/put-step.ts';
import { supersedeOlder } from '../lanes/supersede.ts';
import { directionOf, increasingSide, positionSideOf, reducingSide } from '../plan/sides.ts';
import { transitionOf } from '../plan/transition.ts';
import { aboutOf, tellEnd } from '../relay/tell-end.ts';
import type { Run } from '../run.ts';
import { sentence } from '../sentences/sentence.ts';
import type { Signal } from '../signal.ts';
import { tellOnly } from './tell-only.ts';
import { tellTakenOut } from './tell-taken-out.ts';
import { refuseStep } from './refuse-step.ts';
import { smallerEntry } from './smaller-entry.ts';

export interface StepOrigin {
  /**
   * Signed, the strategy's units: where the step begins on this account.
   *
   * @param dry What the account would own of the stream; `null`: it trades for real.
   */
  from(brokerId: string, dry: DryLedger | null): Decimal;
  /** The strategy's position, in its units, that an OPEN's size is for; `null`: the signal's own. */
  readonly sizedBy: Decimal | null;
}

/** Moves the stream on and plans its legs on every account of the route; those whose lane is free are marked at once. */
export function applyStep(run: Run, w: Writer, signal: Signal, origin: StepOrigin): void {
  workAtSignal(run, w, signal.id, () => planLegs(run, w, signal, origin));
}

function planLegs(run: Run, w: Writer, signal: Signal, { from, sizedBy }: StepOrigin): void {
  const replaced = replaceAsks(run, w, signal);
  const { sequence, code } = putStep(run, w, signal);
  const route = run.routes.get(signal.routeId);
  tellTakenOut(run, w, signal);
  if (route === undefined) return refuseStep(run, w, signal, 'tell-only', sentence('route-gone'));
  if (route.execute === 'notify') return tellOnly(run, w, signal, route);
  w.updateSignal(signal.id, ['accepted', 'held'], { state: 'planned', code: null, detail: null });
  const order = run.book.nextOrder++;
  const accounts = route.brokers.filter((account) => !isDry(route, account));
  let legs = 0;
  applyDry(run, w, signal, { sequence, code }, (origin) =>
    planDryStep(run, w, origin, { signal, previous: from(origin.brokerId, origin.ledger), sizedBy }),
  );
  for (const { brokerId } of accounts) {
    const asked = replaced.get(brokerId);
    const previous = asked?.from ?? from(brokerId, null);
    const opensAt = asked === undefined ? sizedBy : asked.sizedBy;
    const planned = insertLegs(
      run,
      w,
      signal,
      brokerId,
      previous,
      newGoal({
        work: 'step',
        order,
        sequence,
        streamCode: code,
        cause: 'signal',
        previous: formatDecimal(previous),
        sizedBy: opensAt === null ? null : formatDecimal(opensAt),
        ...(asked?.replaces === undefined ? {} : { replaces: asked.replaces }),
      }),
    );
    legs += planned;
    if (planned > 0) continue;
    const detail = sentence('stands-already');
    tellEnd(run, w, `ended:${signal.id}:${brokerId}`, { ...aboutOf(signal), brokerId, detail });
  }
  askPerson(run, w, signal);
  if (legs === 0) w.updateSignal(signal.id, ['planned'], { state: 'done' });
  for (const { brokerId } of accounts) pump(run, w, brokerId, signal.symbol);
}

/** How many. */
function insertLegs(run: Run, w: Writer, signal: Signal, brokerId: string, previous: Decimal, goal: Goal): number {
  const transition = transitionOf(previous, signal.next);
  const mode = run.view(brokerId).positionMode;
  const base = { signalId: signal.id, brokerId, symbol: signal.symbol, stream: signal.stream, goal };
  let legs = 0;
  const smaller = transition === 'reduce' ? smallerEntry(run, w, signal, brokerId, goal) : null;
  if (smaller !== null) {
    const direction = directionOf(signal.next);
    const positionSide = positionSideOf(direction, mode);
    const side = increasingSide(direction);
    const entry = insertIntent(run, w, { ...base, goal: smaller, kind: 'increase', positionSide, side });
    supersedeOlder(run, w, entry);
    return 1;
  }
  if (transition === 'reduce' || transition === 'close' || transition === 'reverse') {
    const direction = directionOf(previous);
    const positionSide = positionSideOf(direction, mode);
    const exit = insertIntent(run, w, { ...base, kind: 'reduce', positionSide, side: reducingSide(direction) });
    supersedeOlder(run, w, exit);
    legs += 1;
  }
  if (transition === 'open' || transition === 'add' || transition === 'reverse') {
    const direction = directionOf(signal.next);
    const positionSide = positionSideOf(direction, mode);
    insertIntent(run, w, { ...base, kind: 'increase', positionSide, side: increasingSide(direction) });
    legs += 1;
  }
  return legs;
}
