import type { SomeSentenceTexts } from '../sentence-texts.ts';

/** What a route does not take of an alert that can be read. */
export const route = {
  'account-out':
    'Der Desk scheitert an diesem Konto und beginnt dort nichts: /panic schließt es, oder tu es an der Börse.',
  'no-account': ({ account }) => `Kein Konto ${account}.`,
  'panic-blocked': 'Einstiege sind nach /panic gesperrt, bis jemand fortsetzt.',
  'entries-paused-until': 'Einstiege pausieren, bis jemand fortsetzt.',
  'not-connected': 'Das Konto ist nicht verbunden.',
  'not-listed': ({ symbol }) => `Die Börse führt ${symbol} nicht.`,
  'cannot-store': 'Der Desk kann gerade keine Alarme speichern; sende noch einmal.',
  'id-reused': ({ id, signal }) =>
    `Die ID ${id} kam schon mit anderem Text, als Signal ${signal}; dieser Alarm wird nicht ausgeführt.`,
  'route-only-tells': 'Die Route meldet nur: nichts wird platziert.',
  'route-gone': 'Diese Route hat der Desk nicht mehr: nichts wird platziert.',
  'id-missing': 'id fehlt; daran erkennt die Route ihre Alarme (perFireId).',
  'id-placeholder': 'Ein Platzhalter in id wurde nicht ausgefüllt.',
  'no-words': 'Der Alarm hat keine Worte.',
  'order-type-not-built': ({ type }) =>
    `Die Orderart ist ${type}; ausgeführt werden Market und Limit. Für Stops setze protect in der Route.`,
  'limit-reduces':
    'Eine Limit-Order, die nur verringert, wird nicht ausgeführt; sende sie als Market-Order, oder setze protect in der Route.',
  'secret-missing': 'Die Route verlangt ein Geheimnis im Inhalt (passphrase, secret oder token), und es fehlt.',
  'secret-wrong': 'Das Geheimnis im Inhalt ist nicht das der Route.',
  'fired-at-missing': 'firedAt fehlt; setze {{timenow}} ein, oder allowNoTime in der Route.',
  'fired-at-ahead': ({ seconds }) => `firedAt liegt ${seconds} s in der Zukunft; prüfe die Uhren.`,
  'mode-takes-no': ({ mode, wish, modes }) => `Modus ${mode} nimmt kein ${wish}; nimm Modus ${modes}.`,
  'leverage-ignored': ({ leverage }) => `Der Hebel ${leverage} des Alarms gilt nicht; der des Kontos bleibt.`,
  'mode-without-positions': ({ mode }) => `Modus ${mode} nennt keine Positionen; ihn liest normaliseForRoute.`,
  'notify-no-orders': 'Modus notify macht keine Orders.',
  'size-without-sign': 'marketPositionSize hat kein Vorzeichen; marketPosition fehlt.',
  'position-without-size': ({ side }) => `marketPosition ist ${side}, und marketPositionSize fehlt.`,
  'side-against-size': ({ sideName, side, sizeName, size }) => `${sideName} ist ${side}, und ${sizeName} ist ${size}.`,
  'size-against-position': ({ size, position }) =>
    `positionSize ist ${size}, und die Position ist als ${position} angegeben.`,
  'mode-needs-position': ({ mode }) =>
    `Modus ${mode} braucht marketPosition und marketPositionSize, oder positionSize.`,
  'chain-needs-previous': 'Modus chain braucht prevMarketPosition und prevMarketPositionSize.',
  'no-crypto-exchange': ({ shown }) => `${shown} ist keine Kryptobörse; gehandelt werden nur Krypto-Perpetuals.`,
  'no-perpetual': ({ shown }) => `${shown} ist kein Krypto-Perpetual.`,
  'symbol-unreadable': ({ shown }) => `Das Symbol ${shown} ist nicht lesbar; erwartet wird ein Name wie BTCUSDT.P.`,
  'route-trades': ({ symbol, symbols }) => `Die Route handelt ${symbol} nicht; sie handelt ${symbols}.`,
  'spot-name': ({ shown, symbol }) =>
    `${shown} heißt der Spot-Chart; nimm ${symbol}.P, oder setze spotTickerMeansPerp in der Route.`,
  'taken-for': ({ shown, symbol }) => `${shown} gilt als das Perpetual ${symbol}.`,
  'size-ignored': 'Die Menge des Alarms gilt nicht; die der Route bleibt.',
  'sizes-not-decimal': 'marketPositionSize und prevMarketPositionSize müssen Dezimalzahlen ≥ 0 sein.',
  'neither-flat': 'Keine der Positionen ist flat, und marketPosition fehlt.',
  'action-buy-or-sell': 'Die action muss buy oder sell sein.',
  'prices-not-decimal': 'price und positionSize müssen Dezimalzahlen sein.',
  'margin-type-ignored': 'tradingMode gilt nicht; die Margin-Art des Kontos bleibt.',
  'too-large': 'Der Alarm ist zu groß.',
  compressed: 'Der Inhalt ist komprimiert; sende ihn unverändert.',
  unreadable: 'Die Anfrage war nicht lesbar.',
  'too-many-alerts': 'Zu viele Alarme für diese Route.',
  'foreign-address': ({ address }) =>
    `Er kam von ${address === 'an address that cannot be read' ? 'einer unlesbaren Adresse' : address}; sie steht nicht in allowFrom der Route.`,
  'stop-ignored': 'Der Stop des Alarms gilt nicht: die Route hat ihren eigenen Schutz.',
  'targets-ignored': 'Die Take-Profits des Alarms gelten nicht: die Route hat ihren eigenen Schutz.',
  'stop-and-targets-ignored': 'Stop und Take-Profits des Alarms gelten nicht: die Route hat ihren eigenen Schutz.',
  'entries-only': 'Das gilt nur für Einstiege, und dies ist keiner.',
  'order-type-exit': ({ shown }) =>
    `orderType ${shown} gilt nicht: es ist für Einstiege, und dies schließt oder verringert.`,
  'order-type-unread': ({ shown }) => `orderType ist ${shown}; gelesen werden market und limit.`,
  'order-type-not-route': ({ shown }) =>
    `orderType ist ${shown}; gelesen wird nur market, wenn nicht overrides der Route type enthält.`,
  'new-less-fill': ({ next, fill, derived, size }) =>
    `Die neue Position ${next} ohne die Ausführung ${fill} ist ${derived}, und die vorige ist mit ${size} angegeben.`,
  'step-mismatch': ({ previous, side, next }) =>
    `Vorher ${previous}, dann ${side}, danach ${next}: das passt nicht zusammen.`,
  'step-mismatch-sized': ({ previous, side, size, next }) =>
    `Vorher ${previous}, dann ${side} ${size}, danach ${next}: das passt nicht zusammen.`,
  'more-bytes': ({ most }) => `Der Alarm hat mehr als ${most} Bytes; angenommen werden ${most}.`,
  bytes: ({ bytes, most }) => `Der Alarm hat ${bytes} Bytes; angenommen werden ${most}.`,
} satisfies SomeSentenceTexts;
