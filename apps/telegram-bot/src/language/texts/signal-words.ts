import type { IntentKind } from '@perpdesk/journal/port';
import type { Transition } from '@perpdesk/signals';
import { inLanguages } from '../in-languages.ts';

/** What a signal asks for and what became of it, in a word each. */
export const signalWordTexts = inLanguages({
  en: {
    chat: (person: string) => `chat ${person}`,
    program: 'program',
    wish: {
      hold: 'hold',
      add: 'add',
      reduce: 'reduce',
      close: 'close',
      stay: 'stay',
      cancel: 'cancel',
      order: 'order',
    },
    transition: {
      open: 'open',
      add: 'add',
      reduce: 'reduce',
      close: 'close',
      reverse: 'reverse',
      none: 'none',
    } satisfies Readonly<Record<Transition, string>>,
    kind: {
      increase: 'entry',
      reduce: 'exit',
      stop: 'stop',
      target: 'target',
      cancel: 'cancel',
    } satisfies Readonly<Record<IntentKind, string>>,
    byHand: 'set by hand',
    noOrder: 'no order',
    changed: 'done',
    notNeeded: 'not needed',
  },
  de: {
    chat: (person) => `Chat ${person}`,
    program: 'Programm',
    wish: {
      hold: 'halten',
      add: 'aufstocken',
      reduce: 'verringern',
      close: 'schließen',
      stay: 'bleiben',
      cancel: 'stornieren',
      order: 'Order',
    },
    transition: {
      open: 'Einstieg',
      add: 'Aufstockung',
      reduce: 'Verringerung',
      close: 'Ausstieg',
      reverse: 'Dreh',
      none: 'keine Änderung',
    },
    kind: { increase: 'Einstieg', reduce: 'Ausstieg', stop: 'Stop', target: 'Take-Profit', cancel: 'Storno' },
    byHand: 'von Hand gesetzt',
    noOrder: 'keine Order',
    changed: 'erledigt',
    notNeeded: 'nicht nötig',
  },
});
