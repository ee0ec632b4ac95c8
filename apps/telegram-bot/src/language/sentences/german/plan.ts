import type { SomeSentenceTexts } from '../sentence-texts.ts';

/** Why a signal, or its part on one account, is planned otherwise or not at all. */
export const plan = {
  'would-do': ({ side, quantity }) => `Nichts wurde gesendet; es wäre gewesen: ${side} ${quantity}.`,
  'asks-nothing': 'Es verlangt nichts.',
  'nothing-left': 'Es ist nichts mehr zu tun.',
  'route-hours': ({ from, to, zone }) => `Die Route eröffnet von ${from} bis ${to} (${zone}).`,
  cooldown: ({ seconds, left }) => `Die letzte Position endete vor weniger als ${seconds}; noch ${left}.`,
  'leverage-unknown': 'Der Hebel des Instruments ist noch nicht bekannt.',
  'leverage-over': ({ leverage, allowed }) => `Der Hebel ist ${leverage}; erlaubt ist ${allowed}.`,
  'day-unknown': 'Was das Konto seit 00:00 UTC verdient hat, ist gerade nicht bekannt.',
  'day-lost': ({ lost, allowed }) => `Das Konto hat seit 00:00 UTC ${lost} verloren; erlaubt sind ${allowed}.`,
  'drift-halted': ({ symbol }) =>
    `Das Konto hielt ${symbol}, die keiner Strategie gehören, oder hat welche verloren; /resume nimmt das hin.`,
  'not-read-yet': 'Das Konto ist nicht verbunden, oder sein Stand ist noch nicht gelesen.',
  'account-does-not-list': ({ symbol }) => `Die Börse des Kontos führt ${symbol} nicht.`,
  'instrument-status': ({ symbol, status }) => `${symbol} ist an der Börse ${status}.`,
  'side-not-traded': ({ direction, sides }) => `Die Route handelt ${direction} nicht; sie handelt ${sides}.`,
  'signal-old': ({ age, most }) => `Das Signal ist ${age} alt; ein Einstieg darf ${most} alt sein.`,
  'guard-no-price': 'Die Kursgrenze hat keinen aktuellen Kurs, um den des Alarms zu vergleichen.',
  guard: ({ mark, percent, price, allowed }) =>
    `Der Mark-Preis ${mark} ist ${percent} % vom Kurs ${price} des Alarms entfernt; erlaubt sind ${allowed} %.`,
  'quantity-below': ({ quantity, symbol, least }) =>
    `Die Menge ${quantity} liegt unter dem Minimum ${least} von ${symbol}.`,
  'quantity-above': ({ quantity, symbol, most }) =>
    `Die Menge ${quantity} liegt über dem Maximum ${most} von ${symbol}.`,
  'worth-below': ({ quantity, worth, symbol, least }) =>
    `${quantity} sind ${worth} wert, weniger als das Minimum ${least} von ${symbol}.`,
  'limit-no-price': 'Ein Limit gilt in der Quote-Währung, und kein Kurs ist bekannt.',
  'symbol-notional': ({ reached, allowed }) => `Das Symbol käme auf ${reached}; erlaubt sind ${allowed}.`,
  'account-notional': ({ reached, allowed }) => `Das Konto käme auf ${reached}; erlaubt sind ${allowed}.`,
  'positions-held': ({ count, allowed }) => `Offene Positionen des Kontos: ${count}; erlaubt: ${allowed}.`,
  'sitting-out':
    'Dieses Konto ist draußen: sein Einstieg wurde abgelehnt, übersprungen oder kam zu spät, oder seine Position ist geschlossen. Es wartet auf den nächsten Einstieg.',
  'owns-target': ({ owned }) => `Das Konto hält schon ${owned}, das Ziel.`,
  'no-mark-price': 'Kein Mark-Preis ist bekannt; Mengen und Limits gehen vom Kurs des Alarms aus.',
  'position-flat': 'Die Position ist flat.',
  'below-step': 'Die Menge liegt unter einem Schritt.',
  'holds-no': ({ direction }) => `Das Konto hält kein ${direction}; es ist nichts mehr zu verringern.`,
  'holds-of': ({ real, owned }) => `Das Konto hält ${real} von ${owned}, die der Strategie gehören.`,
  'rest-closed-too': ({ rest }) => `Der Rest von ${rest} liegt unter dem Minimum und wird mit geschlossen.`,
  'owns-of-kept': ({ owned, target }) =>
    `Das Konto hält ${owned} von ${target}, die die Strategie behält: nichts zu verringern.`,
  'at-target': 'Das Konto ist schon am Ziel: nichts zu verringern.',
  'reduce-below': ({ quantity }) => `Um ${quantity} zu verringern liegt unter dem Minimum; es wartet.`,
  unchanged: 'Die Position der Strategie ändert sich nicht.',
  'risk-needs-route-stop': 'Eine Menge nach Risiko braucht den Stop-Loss der Route, und keiner ist gesetzt.',
  'size-no-price': 'Die Menge ist in der Quote-Währung, und kein Kurs ist bekannt.',
  'margin-no-leverage': 'Die Menge ist eine Margin, und der Hebel des Kontos ist noch nicht bekannt.',
  'equity-unknown': 'Die Menge ist ein Teil des Eigenkapitals, und das des Kontos ist noch nicht bekannt.',
  'no-equity': 'Die Menge ist ein Teil des Eigenkapitals, und es ist keines da.',
  'alert-no-stop': 'Die Route nimmt ihren Stop aus dem Alarm, und der Alarm nennt keinen.',
  'stop-wrong-side': ({ stop, price, direction }) =>
    `Der Stop ${stop} liegt für ${direction} auf der falschen Seite des Kurses ${price}.`,
  'signal-missing': ({ last, previous }) =>
    `Der Desk war zuletzt bei ${last}, der Alarm geht von ${previous} aus: ein Signal fehlt.`,
  'first-sight':
    'Die Strategie ist in einer Position, die dieser Desk nicht eröffnet hat; er wartet, bis sie flat ist oder dreht.',
  'newer-signal-applied': 'Ein neueres Signal der Strategie ist schon umgesetzt.',
  'cancel-before-sent': 'Die Strategie hat storniert, bevor es gesendet war.',
  'not-closed': ({ direction }) =>
    `Das ${direction} der Strategie ist nicht geschlossen; dagegen wird nichts eröffnet.`,
  already: ({ direction }) => `Es ist schon ${direction}.`,
  'rests-already': ({ direction }) => `Der Einstieg zu ${direction} liegt schon im Orderbuch.`,
  'distance-no-price': 'Die Order liegt in einem Abstand vom Markt, und kein Kurs ist bekannt.',
  'closes-first': ({ previous }) =>
    `Die Menge schließt zuerst ein ${previous}, das dieses Konto nicht hält: was übrig bliebe, ist nicht bekannt.`,
  'reduces-not-built': ({ type }) =>
    `Eine Order der Art ${type}, die verringert, wird nicht ausgeführt; sende sie als Market-Order, oder setze protect in der Route.`,
  'size-units':
    'Die Menge ist in Einheiten der Strategie, und die Position wurde nicht darin eröffnet; nimm positionPercent.',
  'alert-no-size': 'Die Route nimmt die Menge des Alarms, und dieser nennt keine.',
  'balance-unknown': 'Das freie Guthaben des Kontos ist noch nicht bekannt.',
  'risk-no-stop': 'Eine Menge nach Risiko braucht einen Stop-Loss, und keiner ist gesetzt.',
  'part-of-nothing': 'Die Menge ist ein Teil der Position, und die Strategie hält auf diesem Konto keine.',
  'newer-alert-applied': 'Ein neuerer Alarm der Strategie ist schon umgesetzt.',
  'added-once': ({ taken, allowed }) => `Die Position wurde schon ${taken}-mal aufgestockt; erlaubt: ${allowed}.`,
  added: ({ taken, allowed }) => `Die Position wurde schon ${taken}-mal aufgestockt; erlaubt: ${allowed}.`,
  'held-by-hand': ({ symbol }) => `Eine von Hand im Chat eröffnete Position hält ${symbol} auf diesem Konto.`,
  'held-by': ({ stream, symbol }) => `Die Strategie ${stream} hält ${symbol} auf diesem Konto.`,
  'tells-and-keeps': ({ quantity, symbol, direction }) =>
    `Die Route meldet nur: das Konto behält ${quantity} ${symbol} ${direction} der Strategie. Schließ es von Hand, wenn es weg soll.`,
  'out-and-keeps': ({ quantity, symbol, direction }) =>
    `Die Route hat dieses Konto nicht mehr: es behält ${quantity} ${symbol} ${direction} der Strategie. Schließ es von Hand, wenn es weg soll.`,
  'nothing-to-add-to': 'Die Strategie hält nichts, das aufzustocken wäre.',
  'no-side-to-add-to': ({ direction }) => `Die Strategie hält kein ${direction}, das aufzustocken wäre.`,
  'owns-no': ({ direction }) => `Die Strategie hält auf diesem Konto kein ${direction}.`,
} satisfies SomeSentenceTexts;
