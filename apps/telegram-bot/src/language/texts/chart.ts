import { inLanguages } from '../in-languages.ts';

/** /chart: its answer and its picture. */
export const chartTexts = inLanguages({
  en: {
    chart: {
      usage: '[symbol] [1m|5m|15m|1h|4h|1d] [@account]',
      description: 'candles with your entry, stop, targets, liquidation',
      details: [
        '/chart, /chart BTCUSDT, /chart ETHUSDT 4h @main',
        'Without a symbol it is that of your largest position. 96 candles of last prices, in your time zone.',
      ],
    },
    usage: (intervals: string) => `Say it like /chart BTCUSDT 15m. There are ${intervals}.`,
    whichSymbol: 'You hold no position. Say which: /chart BTCUSDT',
    noAccount: 'No account is open to you.',
    noCandles: (symbol: string) => `The exchange tells no candles of ${symbol} right now. Try again.`,
    noPicture: 'The picture could not be drawn.',
    candles: (interval: string) => `${interval} candles`,
    last: (price: string, change: string) => `last ${price} (${change} in the picture)`,
    high: (price: string) => `high ${price}`,
    low: (price: string) => `low ${price}`,
    time: (zone: string) => `time: ${zone}`,
    button: 'Chart',
    refresh: 'Refresh',
    levels: {
      entry: 'Entry',
      stop: 'Stop',
      target: 'Target',
      trailing: 'Trail',
      liquidation: 'Liq.',
      buy: 'Buy',
      sell: 'Sell',
    },
  },
  de: {
    chart: {
      usage: '[symbol] [1m|5m|15m|1h|4h|1d] [@konto]',
      description: 'Kerzen mit Einstieg, Stop, Take-Profits, Liquidation',
      details: [
        '/chart, /chart BTCUSDT, /chart ETHUSDT 4h @main',
        'Ohne Symbol ist es das deiner größten Position. 96 Kerzen der letzten Kurse, in deiner Zeitzone.',
      ],
    },
    usage: (intervals) => `Schreib es wie /chart BTCUSDT 15m. Es gibt ${intervals}.`,
    whichSymbol: 'Du hältst keine Position. Sag, welches Symbol: /chart BTCUSDT',
    noAccount: 'Kein Konto ist für dich offen.',
    noCandles: (symbol) => `Die Börse nennt gerade keine Kerzen von ${symbol}. Versuch es noch einmal.`,
    noPicture: 'Das Bild ließ sich nicht zeichnen.',
    candles: (interval) => `${interval}-Kerzen`,
    last: (price, change) => `zuletzt ${price} (${change} im Bild)`,
    high: (price) => `Hoch ${price}`,
    low: (price) => `Tief ${price}`,
    time: (zone) => `Zeit: ${zone}`,
    button: 'Chart',
    refresh: 'Neu laden',
    levels: {
      entry: 'Einstieg',
      stop: 'Stop',
      target: 'TP',
      trailing: 'Trailing',
      liquidation: 'Liq.',
      buy: 'Kauf',
      sell: 'Verkauf',
    },
  },
});
