import { inLanguages } from '../in-languages.ts';

/** What becomes of an order. */
export const orderNoticeTexts = inLanguages({
  en: {
    side: { buy: 'buy', sell: 'sell' },
    done: { buy: 'bought', sell: 'sold' },
    kind: { increase: '', reduce: 'exit', stop: 'stop', target: 'target', cancel: 'cancel', foreign: 'not ours' },
    filled: (symbol: string, verb: string, quantity: string, price: string | null) =>
      `${symbol} ${verb} ${quantity}${price === null ? ', price not known' : ` at ${price}`}`,
    partOf: (filled: string, whole: string) => `${filled} of ${whole}`,
    goesOn: 'so far',
    pnl: (pnl: string) => `this order’s PnL ${pnl} before fees`,
    fee: (amount: string) => `fee ${amount}`,
    after: (span: string) => `after ${span}`,
    rests: (what: string, price: string) => `${what} rests at ${price}`,
    untilCanceled: 'until canceled, 30 days at most',
    until: (time: string) => `until ${time}`,
    refused: (what: string) => `${what} refused`,
    notThere: 'It is not at the exchange.',
    unknown: (what: string) => `${what}: outcome unknown, checking`,
    mayBeThere: 'It may be at the exchange. Nothing is sent again before that is proven.',
    looksItself: '→ The desk looks by itself and tells what it finds; /orders and /fills show it, too.',
    errorId: 'in the log under',
    result: {
      landed: 'it is at the exchange',
      absent: 'it never reached the exchange',
      'needs-operator': 'cannot be proven, please look',
    },
    sayWhat: (id: string) =>
      `Until someone says what became of it, no entry begins there. Look at the exchange, then: /settle ${id} gone, or /settle ${id} done.`,
    expired: (what: string) => `${what} expired, not sent`,
    canceled: (what: string) => `${what} canceled`,
  },
  de: {
    side: { buy: 'Kauf', sell: 'Verkauf' },
    done: { buy: 'gekauft', sell: 'verkauft' },
    kind: {
      increase: '',
      reduce: 'Ausstieg',
      stop: 'Stop',
      target: 'Take-Profit',
      cancel: 'Storno',
      foreign: 'nicht von uns',
    },
    filled: (symbol, verb, quantity, price) =>
      price === null
        ? `${symbol} ${quantity} ${verb}, Kurs nicht bekannt`
        : `${symbol} ${quantity} zu ${price} ${verb}`,
    partOf: (filled, whole) => `${filled} von ${whole}`,
    goesOn: 'bisher',
    pnl: (pnl) => `PnL dieser Order ${pnl} vor Gebühren`,
    fee: (amount) => `Gebühr ${amount}`,
    after: (span) => `nach ${span}`,
    rests: (what, price) => `${what} liegt bei ${price}`,
    untilCanceled: 'bis zum Storno, höchstens 30 Tage',
    until: (time) => `bis ${time}`,
    refused: (what) => `${what} abgelehnt`,
    notThere: 'Sie ist nicht an der Börse.',
    unknown: (what) => `${what}: Ausgang unbekannt, wird geprüft`,
    mayBeThere: 'Sie kann an der Börse sein. Bis das bewiesen ist, wird nichts erneut gesendet.',
    looksItself: '→ Der Desk sieht selbst nach und sagt, was er findet; auch /orders und /fills zeigen es.',
    errorId: 'im Log unter',
    result: {
      landed: 'sie ist an der Börse',
      absent: 'sie kam nie an der Börse an',
      'needs-operator': 'nicht zu beweisen, bitte nachsehen',
    },
    sayWhat: (id) =>
      `Bis jemand sagt, was aus ihr wurde, beginnt dort kein Einstieg. Sieh an der Börse nach, dann: /settle ${id} gone oder /settle ${id} done.`,
    expired: (what) => `${what} verfallen, nicht gesendet`,
    canceled: (what) => `${what} storniert`,
  },
});
