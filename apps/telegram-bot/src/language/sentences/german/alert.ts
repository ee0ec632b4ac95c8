import type { SomeSentenceTexts } from '../sentence-texts.ts';

/** What an alert’s fields say that cannot be read so. */
export const alert = {
  'more-than-all': ({ field, shown }) => `${field} ist ${shown}; mehr als 100 % lassen sich nicht verringern.`,
  'level-expected': ({ field, shown }) =>
    `${field} ist ${shown}; ein Kurs ist positiv, ein Abstand endet auf d oder %.`,
  'boolean-expected': ({ field, shown }) => `${field} ist ${shown}; erwartet wird true oder false.`,
  'field-missing': ({ field }) => `${field} fehlt.`,
  'unit-missing': ({ field, words }) => `${field} fehlt; erwartet wird eines von: ${words}.`,
  'words-expected': ({ field, shown, words }) => `${field} ist ${shown}; erwartet wird eines von: ${words}.`,
  'needs-positions': ({ side }) => `Zu ${side} gehören die Position danach und die davor.`,
  'percent-sizes-exits': 'Ein Prozentsatz der Position gilt für Ausstiege; ein Einstieg hat noch keine Position.',
  'action-without-side': 'Die action muss sagen, welche Seite sie verlässt.',
  'action-unknown': 'Die action ist keine von buy, sell, enter_long, exit_long, enter_short, exit_short.',
  'lines-empty': 'Der Inhalt ist leer; erwartet werden Zeilen wie symbol=BTCUSDT.P.',
  'lines-json': 'Der Inhalt ist JSON; erwartet werden Zeilen wie symbol=BTCUSDT.P.',
  'lines-many': ({ most }) => `Der Inhalt hat mehr als ${most} Zeilen.`,
  'lines-plain': 'Das ist einfacher Text; erwartet werden Zeilen wie symbol=BTCUSDT.P.',
  'line-without-value': ({ name }) => `Die Zeile ${name} hat keinen Wert.`,
  'line-without-name': ({ name }) => `${name} ist kein Name; erlaubt sind Buchstaben, Ziffern, _ . -`,
  'name-twice': ({ name }) => `Der Name ${name} steht zweimal da, mit verschiedenen Werten.`,
  'no-direction': 'Der Alarm nennt keine Richtung; sie gehört in action.',
  'order-takes-sides': 'Modus order nimmt nur buy und sell; nimm Modus direction oder command.',
  'action-against-position': ({ position }) => `Die action und die Position ${position} widersprechen sich.`,
  'reduction-needs-size': 'Zum Verringern braucht es quantity oder positionPercent.',
  'not-okx': 'instrument fehlt: das ist kein Alarm für den Signal-Bot von OKX.',
  'lag-ignored': ({ field }) => `${field} gilt nicht; es gilt limits.maxAge der Route.`,
  'order-without-side': 'Die Order sagt weder buy noch sell.',
  'order-without-quantity': 'Die Order hat keine Menge.',
  'order-type-unknown': ({ shown }) => `Die Orderart ist ${shown}; erwartet wird market, limit, stop oder stop_limit.`,
  'limit-without-price': 'Eine Limit-Order braucht einen Kurs.',
  'stop-without-price': 'Eine Stop-Order braucht einen Stop-Kurs.',
  'price-and-percent': ({ field }) => `${field} ist als Kurs und in Prozent angegeben.`,
  'dialect-without-mode': ({ dialect, mode }) => `Alarme im Dialekt ${dialect} sagen nicht, was Modus ${mode} braucht.`,
  'position-pct-above-one': 'position_pct ist größer als 1: erwartet wird ein Anteil am Kapital, etwa 0.2.',
  'size-without-unit':
    'size, amount und volume haben keine Einheit; nimm quantity, notional, margin oder positionPercent.',
  'sizes-many': 'Der Alarm nennt mehr als eine Menge.',
  'dca-bot': 'Das ist ein Alarm für einen DCA-Bot von 3Commas; gelesen wird nur der Signal-Bot.',
  'not-threecommas': 'bot_uuid fehlt: das ist kein Alarm für den Signal-Bot von 3Commas.',
  'stop-not-read': ({ field }) => `${field} im Alarm wird nicht gelesen; setze protect in der Route.`,
  'custom-type': ({ mode }) =>
    `Modus ${mode} braucht den Alarm vom Typ strategy; dieser ist vom Typ custom, nimm Modus direction.`,
  'sentiment-expected': ({ field, shown }) => `${field} ist ${shown}; erwartet wird bullish, bearish oder flat.`,
  'option-alert': 'Der Alarm gilt einer Option; gehandelt werden nur Krypto-Perpetuals.',
  'risk-amount-needs-stop': 'risk_dollar_amount braucht einen stopLoss für die Menge.',
  'part-sizes-exits': 'percent_of_position gilt für Ausstiege; ein Einstieg hat noch keine Position.',
  'quantity-type-unknown': ({ shown }) => `quantityType ist ${shown}; diese Einheit ist nicht bekannt.`,
  'trailing-not-read': 'Ein nachziehender stopLoss im Alarm wird nicht gelesen; setze protect in der Route.',
  'given-twice': ({ field }) => `${field} ist auf mehr als eine Art angegeben.`,
  'amount-without-unit': 'amount hat hier keine Einheit; lass es leer und setze size in der Route.',
  'delay-not-built': 'delay gibt es hier nicht; lass es auf 0.',
  'verb-expected': ({ field, shown }) =>
    `${field} ist ${shown}; erwartet wird buy, sell, long, short, flat oder ein Verb wie close.`,
  'no-side-no-position': 'Weder Seite noch Position sind angegeben.',
  'cannot-close': ({ side, previous }) => `${side} kann eine Position ${previous} nicht schließen.`,
  'cannot-lead': ({ side, previous, wanted }) => `${side} kann nicht von ${previous} zu ${wanted} führen.`,
  'reduces-without-size': ({ side, wanted }) =>
    `${side}, und danach noch ${wanted}: das verringert, und eine Menge fehlt.`,
  'stop-far': ({ level, price }) => `Der Stop ${level} liegt weitab vom Kurs ${price}; Prozent gehört in den Namen.`,
  'target-far': ({ level, price }) =>
    `Der Take-Profit ${level} liegt weitab vom Kurs ${price}; Prozent gehört in den Namen.`,
  'stop-against': ({ level, price, direction }) =>
    `Der Stop ${level} liegt für ${direction} auf der falschen Seite von ${price}.`,
  'target-against': ({ level, price, direction }) =>
    `Der Take-Profit ${level} liegt für ${direction} auf der falschen Seite von ${price}.`,
  'not-read': ({ fields }) => `Nicht gelesen: ${fields}.`,
} satisfies SomeSentenceTexts;
