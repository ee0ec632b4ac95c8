import type { SomeSentenceTexts } from '../sentence-texts.ts';

/** What became of a position, its stops and its targets. */
export const position = {
  'nobody-owns': ({ quantity, symbol, direction }) =>
    `Das Konto hält ${quantity} ${symbol} ${direction}, die keiner Strategie gehören.`,
  'taken-by': ({ quantity, symbol, stream, other }) =>
    `${quantity} ${symbol} von ${stream} hat eine Order von ${other} genommen: zwei ihrer Orders wurden zugleich ausgeführt. Es wird nicht zurückgekauft.`,
  'none-open': ({ direction, symbol }) => `Auf diesem Konto ist kein ${direction} in ${symbol} mehr offen.`,
  'waited-to-take-away': 'Einen Stop oder Take-Profit wegzunehmen hat zu lange gewartet.',
  'past-stop': ({ price, stop }) =>
    `Der Kurs ist inzwischen ${price}: jenseits des Stops ${stop}. Nichts wurde geändert.`,
  'then-closed': ({ why }) => `${why} Die Position wird geschlossen.`,
  'stop-refused': 'Der Stop wurde abgelehnt.',
  'exchange-does-not-know': 'Die Börse kennt sie nicht.',
  'no-stop-proven': 'Kein Stop war rechtzeitig zu beweisen.',
  'gone-unheard': ({ quantity, symbol }) =>
    `${quantity} ${symbol}, die Strategien gehören, sind nicht mehr auf dem Konto: durch eine Order dieses Desks, von der sein Journal nie hörte. Sie werden nicht zurückgekauft.`,
  'gone-by-others': ({ quantity, symbol }) =>
    `${quantity} ${symbol}, die Strategien gehören, sind nicht mehr auf dem Konto, und keine Order dieses Desks war es. Sie werden nicht zurückgekauft.`,
  'gone-unread': ({ quantity, symbol }) =>
    `${quantity} ${symbol}, die Strategien gehören, sind nicht mehr auf dem Konto; durch wen, ist erst bekannt, wenn seine Ausführungen gelesen sind. Sie werden nicht zurückgekauft.`,
  'past-unread': ({ why }) => `Bis das gelesen ist, beginnt kein Einstieg; Ausstiege und Stops gehen weiter. ${why}`,
  'entries-halted-on': ({ symbol }) =>
    `Einstiege in ${symbol} sind auf diesem Konto angehalten, bis jemand das mit /resume hinnimmt; Ausstiege gehen weiter.`,
  'surplus-left-no-price': 'Das bleibt liegen: kein Kurs ist bekannt.',
  'surplus-left-no-cap': 'Das bleibt liegen: kein maxNotional sagt, wie viel zurückgeholt werden darf.',
  'surplus-left-beyond': ({ cap }) => `Das bleibt liegen: es ist mehr als ${cap}.`,
  'surplus-closed': 'Das wird geschlossen.',
} satisfies SomeSentenceTexts;
