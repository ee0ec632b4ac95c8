import { decimal, type Side, ZERO } from '@perpdesk/broker-core';
import { askPerson } from '../asks/ask-person.ts';
import { voidAsks } from '../asks/end-asks.ts';
import type { Writer } from '../book/writer.ts';
import { applyDry } from '../dry/apply-dry.ts';
import { isDry } from '../dry/is-dry.ts';
import { workAtSignal } from '../faults/leave-out.ts';
import { planDryWishes } from '../dry/plan-dry-wishes.ts';
import { noteTaken } from '../evidence/note-taken.ts';
import { insertIntent } from '../lanes/insert-intent.ts';
import { pump } from '../lanes/pump.ts';
import { putStep } from '../lanes/put-step.ts';
import { supersedeOlder } from '../lanes/supersede.ts';
import { type Direction, increasingSide } from '../plan/sides.ts';
import { accountTag } from '../relay/order-fields.ts';
import { tellSignal } from '../relay/tell.ts';
import { aboutOf, tellEnd } from '../relay/tell-end.ts';
import type { Run } from '../run.ts';
import { refuseStep } from '../steps/refuse-step.ts';
import { tellOnly } from '../steps/tell-only.ts';
import { tellTakenOut } from '../steps/tell-taken-out.ts';
import { tellUnowned } from '../steps/tell-unowned.ts';
import type { Wish, WishSignal } from '../wish.ts';
import { cancelOwn } from './cancel-own.ts';
import { stanceOf } from './stance.ts';
import { wishIntent } from './wish-intent.ts';
import { leftSide, legsOf } from './wish-legs.ts';
import { sentence } from '../sentences/sentence.ts';

/**
 * Moves the stream on and plans the legs of every wish on every account of the route; those whose lane is free are marked
 * at once. The lane keeps them in order: each begins when the one before it is done.
 *
 * @param isLate It only closes: what it would enter is refused, as a newer alert was applied.
 */
export function applyWishes(run: Run, w: Writer, signal: WishSignal, isLate = false): void {
  workAtSignal(run, w, signal.id, () => planLegs(run, w, signal, isLate));
}

function planLegs(run: Run, w: Writer, signal: WishSignal, isLate: boolean): void {
  const { id, stream, symbol, wishes } = signal;
  const asked = w.book.intents.asking().filter((row) => row.stream === stream);
  voidAsks(run, w, asked, { code: 'superseded', detail: sentence('newer-alert') });
  if (!run.book.streams.has(stream)) tellForeign(run, w, signal);
  const route = run.routes.get(signal.routeId);
  const last = run.book.streams.get(stream)?.lastFiredAt ?? null;
  // one that fired in the time to come fired after all that fired before it came
  const firedAt = signal.isToCome === true ? signal.receivedAt : signal.firedAt;
  noteTaken(run, signal, null);
  const { sequence, code } = putStep(run, w, {
    stream,
    next: ZERO,
    firedAt: firedAt === null || last === null ? firedAt : Math.max(firedAt, last),
  });
  tellTakenOut(run, w, signal);
  if (route === undefined) return refuseStep(run, w, signal, 'tell-only', sentence('route-gone'));
  if (route.execute === 'notify') return tellOnly(run, w, { ...signal, next: ZERO }, route);
  w.updateSignal(id, ['accepted'], { state: 'planned', code: null, detail: null });
  applyDry(run, w, signal, { sequence, code }, (origin) => planDryWishes(run, w, origin, signal, isLate));
  const accounts = route.brokers.filter((account) => !isDry(route, account));
  let legs = 0;
  let canceled = 0;
  if (isLate) for (const { brokerId } of accounts) tellLate(run, w, signal, brokerId);
  for (const [index, wish] of wishes.entries()) {
    const order = run.book.nextOrder++;
    for (const { brokerId } of accounts) {
      if (wish.type === 'cancel') canceled += cancelOwn(run, w, { brokerId, stream, symbol, tag: wish.tag });
      for (const leg of legsOf(wish, stanceOf(w.book, brokerId, stream))) {
        if (isLate && leg.kind === 'increase') continue;
        const intent = insertIntent(run, w, wishIntent(run, signal, { brokerId, leg, index, order, sequence, code }));
        if (leg.kind === 'reduce' && !leg.isPatient) supersedeOlder(run, w, intent, sideEnded(wish, isLate));
        legs += 1;
      }
    }
  }
  askPerson(run, w, signal);
  if (legs === 0) {
    w.updateSignal(id, ['planned'], { state: 'done' });
    if (accounts.length > 0)
      tellEnd(run, w, `ended:${id}`, { ...aboutOf(signal), brokerId: null, detail: endOf(canceled) });
  }
  for (const { brokerId } of accounts) pump(run, w, brokerId, symbol);
}

function endOf(canceled: number): string {
  return canceled === 0 ? sentence('nothing-to-do') : sentence('takes-back', { count: canceled });
}

/**
 * The side of unsent entries that a wish's exit overtakes; `null`: both. One that leaves a side by name takes none of the
 * other's, nor does a late turn: those are newer than it.
 */
function sideEnded(wish: Wish, isLate: boolean): Side | null {
  const left = wish.type === 'hold' && !isLate ? null : leftSide(wish);
  return left === null ? null : increasingSide(left);
}

function tellLate(run: Run, w: Writer, { id, routeId, symbol }: WishSignal, brokerId: string): void {
  tellSignal(run, w, id, `late:${id}:${brokerId}`, {
    type: 'signal.rejected',
    signalId: id,
    routeId,
    account: accountTag(run, brokerId),
    symbol,
    code: 'superseded',
    detail: sentence('newer-alert-applied'),
  });
}

/** A strategy that the desk did not know leaves a side that somebody else holds: it is left alone, and told. */
function tellForeign(run: Run, w: Writer, signal: WishSignal): void {
  const sides = new Set<Direction>();
  for (const wish of signal.wishes) {
    if (wish.type !== 'close' && wish.type !== 'hold') continue;
    const side = leftSide(wish);
    for (const one of side === null ? (['long', 'short'] as const) : [side]) sides.add(one);
  }
  for (const side of sides) tellUnowned(run, w, signal, decimal(side === 'long' ? '1' : '-1'));
}
