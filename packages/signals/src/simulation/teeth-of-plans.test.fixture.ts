import { BrokerError } from '@perpdesk/broker-core';
import { engineParts } from './engine-parts.test.fixture.ts';
import { replace, replacePlace, type Tooth, TWICE } from './teeth.test.fixture.ts';

type SettleUnknown = typeof import('../execute/settle-unknown.ts');

const NOT_THERE = /was asked for|stands at|nobody was told|is owned/;

/** Faults of what is decided: signals, exits, protection, limits. */
export const PLAN_TEETH: readonly Tooth[] = [
  {
    name: 'the stop is placed only after the entry has ended',
    caughtBy: /has no stop for/,
    break: () => [
      replace<typeof import('../protect/protect-side.ts')>('../protect/protect-side.ts', (actual) => ({
        protectSide(run, w, place) {
          const isEntering = [...run.book.intents.openEntries(place.brokerId)].some(
            (row) => row.symbol === place.symbol && row.state !== 'planned',
          );
          if (!isEntering) actual.protectSide(run, w, place);
        },
      })),
    ],
  },
  {
    name: 'a stop that lapsed is placed anew before its side was compared',
    needs: ({ people, freezes, journal }) => people.hand > 0 && freezes === 0 && journal.failing === 0,
    caughtBy: /known to be flat/,
    break: () => [
      replace<typeof import('../protect/doubt.ts')>('../protect/doubt.ts', () => ({ isDoubted: () => false })),
    ],
  },
  {
    name: 'dedupe off: a repeat is an alert of its own',
    caughtBy: /taken \d+ times|stands twice/,
    break: () => {
      let count = 0;
      return [
        replace<typeof import('../normalise/signal-key.ts')>('../normalise/signal-key.ts', (actual) => ({
          signalKey: (input) => actual.signalKey({ ...input, salt: `${(count += 1)}` }),
        })),
      ];
    },
  },
  {
    name: 'chain check off: every alert fits',
    caughtBy: NOT_THERE,
    break: () => [
      replace<typeof import('../plan/classify-step.ts')>('../plan/classify-step.ts', (actual) => ({
        classifyStep(signal, stream) {
          const step = actual.classifyStep(signal, stream);
          return step.type === 'nothing' ? step : { ...step, type: 'fits' };
        },
      })),
    ],
  },
  {
    name: 'an exit overtakes an entry that is on its way, and the entry revives',
    caughtBy: /owns \S+, and \S+ was asked for/,
    break: () => [
      replace<typeof import('../lanes/exit-waits.ts')>('../lanes/exit-waits.ts', () => ({
        waitsForEntries: () => false,
      })),
      replace<typeof import('../lanes/may-still-enter.ts')>('../lanes/may-still-enter.ts', () => ({
        mayStillEnter: () => null,
        isOvertaken: () => false,
      })),
    ],
  },
  {
    name: 'a partial close is repeated before the first is proven absent',
    needs: ({ place }) => place.rate > 0,
    caughtBy: /the partial exit|nobody was told why/,
    break: () => [
      replace<SettleUnknown>('../execute/settle-unknown.ts', (actual) => ({
        settleUnknown(run, w, intent, detail) {
          if (intent.kind !== 'reduce') return actual.settleUnknown(run, w, intent, detail);
          engineParts().endIntent(run, w, intent, { state: 'expired', code: 'absent', detail });
        },
      })),
    ],
  },
  {
    name: 'what one transport leaves unknown is sent by the other, in the same attempt',
    caughtBy: TWICE,
    break: () => [
      replacePlace((place) => async (...args) => {
        try {
          return await place(...args);
        } catch (error) {
          if (!BrokerError.is(error) || error.outcome !== 'unknown') throw error;
          return place(...args);
        }
      }),
    ],
  },
  {
    name: '/panic cancels stops first',
    needs: ({ people }) => people.panic > 0,
    caughtBy: /the last stop \S+ was canceled/,
    break: () => [
      replace<typeof import('../panic/entry-order.ts')>('../panic/entry-order.ts', () => ({
        isEntryOrder: () => true,
      })),
    ],
  },
  {
    name: 'limits hold for what is planned, not for what is on its way',
    caughtBy: /limit of \S+ (positions )?is passed/,
    break: () => [
      replace<typeof import('../lanes/exposure.ts')>('../lanes/exposure.ts', (actual) => ({
        exposureOf(run, entry, price) {
          const intents = { ...run.book.intents, openEntries: () => [] };
          return actual.exposureOf({ ...run, book: { ...run.book, intents } }, entry, price);
        },
      })),
    ],
  },
];
