import { inLanguages } from '../in-languages.ts';

/** Help of the commands that change a position, an order or a setting. */
export const handCommandTexts = inLanguages({
  en: {
    reverse: {
      usage: 'symbol [long|short] [@account]',
      description: 'close a position and open the other side',
      details: [
        '/reverse BTCUSDT',
        'Two orders: the second once the first is proven to have closed all. It asks first.',
      ],
    },
    sl: {
      usage: 'symbol price|percent|off [@account]',
      description: 'set or take away the stop',
      details: [
        '/sl BTCUSDT 59000',
        '/sl BTCUSDT 2%',
        '/sl BTCUSDT off',
        'It goes before a route’s until the position ends.',
      ],
    },
    tp: {
      usage: 'symbol price[:share]…|off [@account]',
      description: 'set or take away targets',
      details: ['/tp BTCUSDT 62000', '/tp BTCUSDT 62000:50% 64000', '/tp BTCUSDT off', 'They replace what stands.'],
    },
    be: {
      usage: 'symbol [@account]',
      description: 'stop to the entry price',
      details: ['/be BTCUSDT', 'Without fees and funding.'],
    },
    trail: {
      usage: 'symbol percent|off [@price] [@account]',
      description: 'set or take away a trailing stop',
      details: [
        '/trail BTCUSDT 1%',
        '/trail BTCUSDT 1% @62000',
        'It stands beside the stop; with @price it trails from there.',
      ],
    },
    cancel: {
      usage: 'ID|symbol|all [@account]',
      description: 'cancel orders that rest',
      details: ['/cancel BTCUSDT', '/cancel all', 'Stops and targets stay: /sl, /tp and /trail take them away.'],
    },
    settle: {
      usage: '[ID gone|done [quantity]] [@account]',
      description: 'say what became of an order',
      details: [
        '/settle',
        '/settle a1b2c3d4e5f6 gone',
        '/settle a1b2c3d4e5f6 done 0.01',
        'Where the exchange cannot be asked about it: look there first, and cancel what stands of it.',
      ],
    },
    leverage: {
      usage: 'symbol n [@account]',
      description: 'set the leverage',
      details: ['/leverage BTCUSDT 5', 'Shows what it makes of the margin and of the liquidation price.'],
    },
    margin: {
      usage: 'symbol iso|cross [@account]',
      description: 'set the margin type',
      details: ['/margin BTCUSDT iso', 'Only while nothing of the symbol is open.'],
    },
    cancelFlow: {
      usage: '',
      description: 'leave a half-filled form',
      details: ['Nothing is sent. The card that it was for stays until it expires.'],
    },
    posmode: {
      usage: 'hedge|one-way [@account]',
      description: 'set the position mode',
      details: ['/posmode hedge', 'Only while nothing on the account is open.'],
    },
  },
  de: {
    reverse: {
      usage: 'symbol [long|short] [@konto]',
      description: 'eine Position schließen und die andere Seite öffnen',
      details: [
        '/reverse BTCUSDT',
        'Zwei Orders: die zweite, sobald die erste nachweislich alles geschlossen hat. Es fragt vorher.',
      ],
    },
    sl: {
      usage: 'symbol kurs|prozent|off [@konto]',
      description: 'den Stop setzen oder wegnehmen',
      details: [
        '/sl BTCUSDT 59000',
        '/sl BTCUSDT 2%',
        '/sl BTCUSDT off',
        'Er geht dem einer Route vor, bis die Position endet.',
      ],
    },
    tp: {
      usage: 'symbol kurs[:anteil]…|off [@konto]',
      description: 'Take-Profits setzen oder wegnehmen',
      details: ['/tp BTCUSDT 62000', '/tp BTCUSDT 62000:50% 64000', '/tp BTCUSDT off', 'Sie ersetzen, was steht.'],
    },
    be: {
      usage: 'symbol [@konto]',
      description: 'Stop auf den Einstiegskurs',
      details: ['/be BTCUSDT', 'Ohne Gebühren und Funding.'],
    },
    trail: {
      usage: 'symbol prozent|off [@kurs] [@konto]',
      description: 'einen Trailing-Stop setzen oder wegnehmen',
      details: [
        '/trail BTCUSDT 1%',
        '/trail BTCUSDT 1% @62000',
        'Er steht neben dem Stop; mit @kurs folgt er von dort an.',
      ],
    },
    cancel: {
      usage: 'ID|symbol|all [@konto]',
      description: 'wartende Orders stornieren',
      details: [
        '/cancel BTCUSDT',
        '/cancel all',
        'Stops und Take-Profits bleiben: /sl, /tp und /trail nehmen sie weg.',
      ],
    },
    settle: {
      usage: '[ID gone|done [Menge]] [@konto]',
      description: 'sagen, was aus einer Order wurde',
      details: [
        '/settle',
        '/settle a1b2c3d4e5f6 gone',
        '/settle a1b2c3d4e5f6 done 0.01',
        'Wenn die Börse nicht nach ihr gefragt werden kann: sieh zuerst dort nach, und storniere, was von ihr liegt.',
      ],
    },
    leverage: {
      usage: 'symbol n [@konto]',
      description: 'den Hebel setzen',
      details: ['/leverage BTCUSDT 5', 'Zeigt, was er aus Margin und Liquidationskurs macht.'],
    },
    margin: {
      usage: 'symbol iso|cross [@konto]',
      description: 'die Margin-Art setzen',
      details: ['/margin BTCUSDT iso', 'Nur solange in dem Symbol nichts offen ist.'],
    },
    cancelFlow: {
      usage: '',
      description: 'ein halb ausgefülltes Formular verlassen',
      details: ['Nichts wird gesendet. Die Karte, zu der es gehört, bleibt, bis sie abläuft.'],
    },
    posmode: {
      usage: 'hedge|one-way [@konto]',
      description: 'den Positionsmodus setzen',
      details: ['/posmode hedge', 'Nur solange auf dem Konto nichts offen ist.'],
    },
  },
});
