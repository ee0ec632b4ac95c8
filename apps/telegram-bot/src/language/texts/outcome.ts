import { inLanguages } from '../in-languages.ts';

/** What a card's last button says of what became of its order or change, and what a further tap on it hears. */
export const outcomeTexts = inLanguages({
  en: {
    label: {
      order: {
        working: '⏳ On its way',
        resting: '⏳ At the exchange',
        part: (filled: string, of: string | null) => `◐ ${of === null ? filled : `${filled} of ${of}`} so far`,
        filled: (filled: string, price: string | null) => `✓ Filled ${filled}${price === null ? '' : ` at ${price}`}`,
        filledAll: (orders: number) => `✓ All ${orders} orders filled`,
        less: (filled: string) => `◐ Only ${filled} filled`,
        some: (orders: number, of: number) => `◐ ${orders} of ${of} orders filled`,
        refused: '✗ Refused',
        expired: '✗ Not sent in time',
        canceled: '✗ Canceled',
        'not-sent': '✗ Not placed',
        unknown: '❓ Unknown, checking',
        operator: '🆘 Please look: /settle',
        done: '✓ No order was needed',
      },
      change: {
        protect: { working: '⏳ Setting…', done: '✓ Set', refused: '✗ Not set' },
        setting: { working: '⏳ Setting…', done: '✓ Set', refused: '✗ Not set' },
        cancel: { working: '⏳ Canceling…', done: '✓ Canceled', refused: '✗ Not canceled' },
        settle: { working: '⏳ One moment…', done: '✓ Noted', refused: '✗ Not taken' },
      },
      left: (count: number) => `✗ ${count} may still stand`,
      gone: (count: number, of: number, how: 'filled' | 'canceled' | 'ended') => {
        if (count < of) return `◐ ${of - count} of ${of} canceled`;
        return how === 'canceled' ? '✗ Was canceled before' : `✗ Had ${how} before`;
      },
    },
    said: {
      before: (id: string) => `Already answered: #${id}.`,
      working: 'It is on its way.',
      resting: 'The order is at the exchange; /orders shows it.',
      part: (filled: string, of: string | null) =>
        `${of === null ? filled : `${filled} of ${of}`} filled so far; the rest is at the exchange.`,
      filled: (filled: string, price: string | null) => `Filled ${filled}${price === null ? '' : ` at ${price}`}.`,
      filledAll: (orders: number) => `All ${orders} orders filled.`,
      less: (filled: string, why: string) => `Only ${filled} filled. ${why}`,
      refused: (why: string) => `Refused: nothing is at the exchange. ${why}`,
      expired: (why: string) => `Not sent: nothing is at the exchange. ${why}`,
      canceled: (why: string) => `Canceled, nothing filled. ${why}`,
      'not-sent': (why: string) => `Not placed: nothing is at the exchange. ${why}`,
      unknown: 'It may be at the exchange. The desk is checking and tells what it finds.',
      operator: (id: string) =>
        `Nobody knows what became of it. Look at the exchange, then /settle ${id} gone or done.`,
      nothing: 'No order was needed.',
      done: 'Done.',
      notDone: (why: string) => `Nothing was changed. ${why}`,
      left: (count: number) => `${count} of the orders may still stand: see /orders.`,
      gone: (count: number, of: number, how: 'filled' | 'canceled' | 'ended') => {
        const orders = count === 1 ? 'The order' : `${count} orders`;
        const ended = `${orders} had ${how === 'canceled' ? 'been canceled' : how} before`;
        return count < of ? `${of - count} canceled. ${ended}.` : `${ended}: nothing was done.`;
      },
    },
  },
  de: {
    label: {
      order: {
        working: '⏳ Unterwegs',
        resting: '⏳ An der Börse',
        part: (filled, of) => `◐ ${of === null ? filled : `${filled} von ${of}`} bisher`,
        filled: (filled, price) => `✓ ${filled} ausgeführt${price === null ? '' : ` zu ${price}`}`,
        filledAll: (orders) => `✓ Alle ${orders} Orders ausgeführt`,
        less: (filled) => `◐ Nur ${filled} ausgeführt`,
        some: (orders, of) => `◐ ${orders} von ${of} Orders ausgeführt`,
        refused: '✗ Abgelehnt',
        expired: '✗ Nicht rechtzeitig gesendet',
        canceled: '✗ Storniert',
        'not-sent': '✗ Nicht platziert',
        unknown: '❓ Unbekannt, wird geprüft',
        operator: '🆘 Bitte nachsehen: /settle',
        done: '✓ Keine Order nötig',
      },
      change: {
        protect: { working: '⏳ Wird gesetzt…', done: '✓ Gesetzt', refused: '✗ Nicht gesetzt' },
        setting: { working: '⏳ Wird gesetzt…', done: '✓ Gesetzt', refused: '✗ Nicht gesetzt' },
        cancel: { working: '⏳ Wird storniert…', done: '✓ Storniert', refused: '✗ Nicht storniert' },
        settle: { working: '⏳ Einen Moment…', done: '✓ Notiert', refused: '✗ Nicht übernommen' },
      },
      left: (count) => `✗ ${count} ${count === 1 ? 'steht' : 'stehen'} vielleicht noch`,
      gone: (count, of, how) => {
        if (count < of) return `◐ ${of - count} von ${of} storniert`;
        return `✗ War schon ${how === 'filled' ? 'ausgeführt' : how === 'canceled' ? 'storniert' : 'beendet'}`;
      },
    },
    said: {
      before: (id) => `Schon beantwortet: #${id}.`,
      working: 'Es ist unterwegs.',
      resting: 'Die Order ist an der Börse; /orders zeigt sie.',
      part: (filled, of) =>
        `Bisher ${of === null ? filled : `${filled} von ${of}`} ausgeführt; der Rest ist an der Börse.`,
      filled: (filled, price) => `${filled} ausgeführt${price === null ? '' : ` zu ${price}`}.`,
      filledAll: (orders) => `Alle ${orders} Orders ausgeführt.`,
      less: (filled, why) => `Nur ${filled} ausgeführt. ${why}`,
      refused: (why) => `Abgelehnt: an der Börse ist nichts. ${why}`,
      expired: (why) => `Nicht gesendet: an der Börse ist nichts. ${why}`,
      canceled: (why) => `Storniert, nichts ausgeführt. ${why}`,
      'not-sent': (why) => `Nicht platziert: an der Börse ist nichts. ${why}`,
      unknown: 'Sie kann an der Börse sein. Der Desk prüft es und sagt, was er findet.',
      operator: (id) => `Niemand weiß, was daraus wurde. Sieh an der Börse nach, dann /settle ${id} gone oder done.`,
      nothing: 'Es war keine Order nötig.',
      done: 'Erledigt.',
      notDone: (why) => `Nichts wurde geändert. ${why}`,
      left: (count) => `${count} der Orders ${count === 1 ? 'steht' : 'stehen'} vielleicht noch: siehe /orders.`,
      gone: (count, of, how) => {
        const orders = count === 1 ? 'Die Order war' : `${count} Orders waren`;
        const ended = `${orders} schon vorher ${how === 'filled' ? 'ausgeführt' : how === 'canceled' ? 'storniert' : 'beendet'}`;
        return count < of ? `${of - count} storniert. ${ended}.` : `${ended}: es wurde nichts getan.`;
      },
    },
  },
});
