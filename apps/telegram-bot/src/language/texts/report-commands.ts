import { inLanguages } from '../in-languages.ts';

/** Help of /accounts, /risk, /order, /fills, /signals, /signal. */
export const reportCommandTexts = inLanguages({
  en: {
    accounts: {
      usage: '[@account]',
      description: 'your accounts at a glance',
      details: ['Whether each is connected, what it is worth and holds, and all of them together.'],
    },
    risk: {
      usage: '[@account]',
      description: 'exposure, leverage, closest liquidation',
      details: [
        'Per account and together: exposure, its multiple of the equity, the margin ratio (at 100 % the exchange liquidates), the closest liquidation, and positions without a stop.',
        '“At the stops” is what the equity changes by, before fees, when every stop is hit at its price.',
      ],
    },
    order: {
      usage: 'id',
      description: 'all about one order',
      details: [
        'Its state, its history, and what its client id says. The id is our own, or the exchange’s of an open order.',
      ],
    },
    fills: {
      usage: '[n] [symbol] [@account]',
      description: 'the latest fills',
      details: ['/fills', '/fills 20 BTCUSDT', 'Those that the desk heard of, newest first, at most 50.'],
    },
    signals: {
      usage: '[n] [route]',
      description: 'the latest signals',
      details: [
        '/signals',
        '/signals 20 btc-trend',
        'What came, what it asked for, and what became of it; at most 30.',
      ],
    },
    signal: {
      usage: 'id',
      description: 'the way of one signal',
      details: [
        'Received, parsed, risk check, order, fill, with the ms of each step. The beginning of the id will do.',
      ],
    },
  },
  de: {
    accounts: {
      usage: '[@konto]',
      description: 'deine Konten im Überblick',
      details: ['Ob jedes verbunden ist, was es wert ist und hält, und alle zusammen.'],
    },
    risk: {
      usage: '[@konto]',
      description: 'Exposure, Hebel, nächste Liquidation',
      details: [
        'Je Konto und zusammen: Exposure, ihr Vielfaches des Eigenkapitals, die Margin-Quote (bei 100 % liquidiert die Börse), die nächste Liquidation und Positionen ohne Stop.',
        '„An den Stops“ ist, um was sich das Eigenkapital vor Gebühren ändert, wenn jeder Stop zu seinem Kurs auslöst.',
      ],
    },
    order: {
      usage: 'id',
      description: 'alles über eine Order',
      details: [
        'Ihr Stand, ihre Geschichte und was ihre Client-ID sagt. Die ID ist unsere eigene oder, bei einer offenen Order, die der Börse.',
      ],
    },
    fills: {
      usage: '[n] [symbol] [@konto]',
      description: 'die letzten Ausführungen',
      details: ['/fills', '/fills 20 BTCUSDT', 'Die, von denen der Desk gehört hat, die neueste zuerst, höchstens 50.'],
    },
    signals: {
      usage: '[n] [route]',
      description: 'die letzten Signale',
      details: ['/signals', '/signals 20 btc-trend', 'Was kam, was es wollte und was daraus wurde; höchstens 30.'],
    },
    signal: {
      usage: 'id',
      description: 'der Weg eines Signals',
      details: [
        'Empfang, Lesen, Risikoprüfung, Order, Ausführung, mit den ms jedes Schritts. Der Anfang der ID genügt.',
      ],
    },
  },
});
