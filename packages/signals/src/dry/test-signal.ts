import { formatDecimal, ZERO } from '@perpdesk/broker-core';
import type { Writer } from '../book/writer.ts';
import type { Step } from '../plan/classify-step.ts';
import type { Run } from '../run.ts';
import type { Signal } from '../signal.ts';
import { stepOf } from '../steps/step-of.ts';
import type { WishSignal } from '../wish.ts';
import { tellDry } from './apply-dry.ts';
import { ownedNow, readDry } from './dry-ledger.ts';
import { isDry } from './is-dry.ts';
import { planDryStep } from './plan-dry-step.ts';
import { planDryWishes } from './plan-dry-wishes.ts';

/** An alert that is marked as a test: what it would do is planned and told; neither stream nor ledger moves. */
export function testSignal(run: Run, w: Writer, signal: Signal | WishSignal): void {
  const step = 'wishes' in signal ? null : stepOf(run, signal);
  const route = run.routes.get(signal.routeId);
  const stream = run.book.streams.get(signal.stream);
  const accounts = (route?.brokers ?? []).map((account) => {
    const { brokerId } = account;
    const isSimulated = isDry(route, account);
    const origin = {
      brokerId,
      ledger: isSimulated ? readDry(w.book, brokerId, signal.stream) : ownedNow(w.book, brokerId, signal.stream),
      isSimulated,
      record: 'test',
      sequence: stream?.sequence ?? 0,
      code: stream?.code ?? '0',
    } as const;
    const plan =
      'wishes' in signal
        ? planDryWishes(run, w, origin, signal)
        : planDryStep(run, w, origin, { signal, previous: step?.previous ?? ZERO, sizedBy: null });
    return plan.told;
  });
  w.updateSignal(signal.id, ['accepted'], { state: 'done', code: null, detail: 'A test: nothing moves.' });
  const notes = step === null ? [] : noteOf(run, signal, step);
  tellDry(run, w, signal, { isTest: true, accounts, notes: [...signal.notes, ...notes] });
}

/** What would keep a real alert from being applied as it stands. */
function noteOf(run: Run, { stream }: Pick<Signal, 'stream'>, { type, previous }: Step): readonly string[] {
  switch (type) {
    case 'fits':
    case 'nothing':
      return [];
    case 'gap': {
      const last = run.book.streams.get(stream)?.lastPosition ?? '0';
      return [`The desk last applied ${last}, the alert says it was ${formatDecimal(previous)}: one would be missing.`];
    }
    case 'first-sight':
      return ['The desk has not seen the strategy flat or turning yet.'];
    case 'fits-late':
    case 'superseded':
      return ['A newer alert of the strategy was applied already.'];
    default:
      return type satisfies never;
  }
}
