import { inLanguages } from '../in-languages.ts';

const SIZES = 'Sizes: 0.01 in the base asset, $500 or 5% (of equity) as notional, risk1% of equity lost at the stop.';
const TERMS =
  'At market, or as a limit order with @price. Stop and targets: price or percent, with a share. It asks first.';
const MENGEN =
  'Mengen: 0.01 im Basiswert, $500 oder 5% (des Eigenkapitals) als Nominalwert, risk1% des Eigenkapitals Verlust am Stop.';
const ANGABEN =
  'Zum Marktkurs, oder als Limit-Order mit @kurs. Stop und Take-Profits: Kurs oder Prozent, mit einem Anteil. Es fragt vorher.';

const LONG = [
  '/long BTCUSDT 0.01',
  '/long ETHUSDT $500 @2900 sl=2800 tp=3100:50%,3300 lev=5',
  '/long BTCUSDT risk1% sl=2%',
];
const SHORT = [
  '/short BTCUSDT 0.01',
  '/short ETHUSDT $500 @3100 sl=3200 tp=2900:50%,2700 lev=5',
  '/short BTCUSDT risk1% sl=2%',
];

/** Help of the commands that trade, or stop trading. */
export const tradeCommandTexts = inLanguages({
  en: {
    long: {
      usage: 'symbol size [@price] [sl=] [tp=price[:share]] [lev=] [@account]',
      description: 'buy',
      details: [...LONG, SIZES, TERMS],
    },
    short: {
      usage: 'symbol size [@price] [sl=] [tp=price[:share]] [lev=] [@account]',
      description: 'sell short',
      details: [...SHORT, SIZES, TERMS],
    },
    close: {
      usage: 'symbol [50%|quantity] [@price] [@account]',
      description: 'close a position, or a part',
      details: [
        '/close BTCUSDT',
        '/close BTCUSDT 50%',
        '/close BTCUSDT 50% @62000',
        '/close BTCUSDT 0.01 @62000',
        'Only ever reduces; works while the desk is paused. It asks first.',
        'A part closes what its card says; where less is held by then, a percentage asks anew, and a quantity closes at most what is held.',
        'With a price it is a target that takes the place of those that stand: 50% stays half of the position as it grows, 0.01 stays 0.01.',
      ],
    },
    panic: {
      usage: '[@account|all]',
      description: 'block signals, cancel entries, close everything',
      details: ['One red button. The desk goes on until the exchange says flat, and stays blocked until /resume.'],
    },
    pause: {
      usage: '',
      description: 'no entries until /resume',
      details: [
        'Signals and /long, /short are refused; closing stays possible. It holds over restarts.',
        'Every trader may pause, for all accounts.',
      ],
    },
    resume: {
      usage: '',
      description: 'allow entries again',
      details: [
        'Lifts /pause and the block of /panic, and accepts a drift that halts entries.',
        'It takes an owner, or a trader of every account; a pause of one’s own every trader may lift.',
      ],
    },
  },
  de: {
    long: {
      usage: 'symbol menge [@kurs] [sl=] [tp=kurs[:anteil]] [lev=] [@konto]',
      description: 'kaufen',
      details: [...LONG, MENGEN, ANGABEN],
    },
    short: {
      usage: 'symbol menge [@kurs] [sl=] [tp=kurs[:anteil]] [lev=] [@konto]',
      description: 'leerverkaufen',
      details: [...SHORT, MENGEN, ANGABEN],
    },
    close: {
      usage: 'symbol [50%|menge] [@kurs] [@konto]',
      description: 'eine Position ganz oder zum Teil schließen',
      details: [
        '/close BTCUSDT',
        '/close BTCUSDT 50%',
        '/close BTCUSDT 50% @62000',
        '/close BTCUSDT 0.01 @62000',
        'Verringert immer nur; geht auch, während der Desk pausiert. Es fragt vorher.',
        'Ein Teil schließt, was auf der Karte steht; ist bis dahin weniger da, fragt ein Prozentsatz neu, und eine Menge schließt höchstens, was da ist.',
        'Mit Kurs ist es ein Take-Profit anstelle derer, die stehen: 50% bleibt die Hälfte, auch wenn die Position wächst; 0.01 bleibt 0.01.',
      ],
    },
    panic: {
      usage: '[@konto|all]',
      description: 'Signale sperren, Einstiege stornieren, alles schließen',
      details: ['Ein roter Knopf. Der Desk macht weiter, bis die Börse flat meldet, und bleibt bis /resume gesperrt.'],
    },
    pause: {
      usage: '',
      description: 'keine Einstiege bis /resume',
      details: [
        'Signale und /long, /short werden abgelehnt; Schließen bleibt möglich. Es gilt über Neustarts hinweg.',
        'Pausieren darf jeder Trader, für alle Konten.',
      ],
    },
    resume: {
      usage: '',
      description: 'Einstiege wieder erlauben',
      details: [
        'Hebt /pause und die Sperre von /panic auf und nimmt eine Abweichung hin, die Einstiege anhält.',
        'Es braucht einen Inhaber oder Trader aller Konten; die eigene Pause darf jeder Trader aufheben.',
      ],
    },
  },
});
