import type { SomeSentenceTexts } from '../sentence-texts.ts';

/** What the desk answers to a person. */
export const desk = {
  'journal-silent': 'Das Journal hat nicht geantwortet. Dieselbe Antwort noch einmal zu geben ist ungefährlich.',
  'card-foreign': 'Die Karte gilt Konten, die nicht deine sind.',
  'nothing-sent': 'Nichts wurde gesendet.',
  'nothing-to-place': 'Es ist nichts mehr zu platzieren.',
  'nothing-asked-on': ({ account }) => `Auf ${account} wird nach nichts gefragt.`,
  'size-unknown-on': ({ account }) => `Die Menge auf ${account} ist noch nicht bekannt.`,
  'size-after-others': 'Wie viel, ist bekannt, sobald erledigt ist, was davor kommt.',
  'takes-at-least': ({ account, least }) => `${account} nimmt mindestens ${least}.`,
  'takes-not-more': ({ account, quantity, why }) => `${account} darf nicht ${quantity} nehmen: ${why}`,
  'keeps-holding': 'Was die Konten halten, bleibt, wie es ist.',
  'takes-no-part': 'Die Konten sind bis zum nächsten Einstieg der Strategie nicht dabei.',
  'newer-alert': 'Ein neuerer Alarm der Strategie tritt an seine Stelle.',
  'nobody-answered': 'Niemand hat rechtzeitig geantwortet; nichts wurde gesendet.',
  'placed-already': ({ by }) => `${by} hat es schon platziert.`,
  'no-card-waits': 'Von diesem Alarm wartet keine Karte.',
  'was-not-placed': 'Es wurde nicht platziert.',
  'no-such-route': 'Eine Route mit diesem Namen gibt es nicht.',
  'cannot-write': 'Der Desk kann es gerade nicht aufschreiben. Versuch es gleich noch einmal.',
  'desk-not-ready': 'Der Desk ist nicht bereit.',
  'desk-not-ready-answer': 'Der Desk ist nicht bereit. Antworte gleich noch einmal.',
  'failed-again': 'Der Desk ist immer wieder daran gescheitert und macht ohne es weiter.',
  'resumed-before-flat': 'Der Desk wurde fortgesetzt, bevor bewiesen war, dass er flat ist.',
  'nothing-read': 'Nichts war lesbar.',
  'positions-open': 'Positionen sind offen.',
  'entry-may-live': 'Ein Einstieg kann noch lebendig werden.',
  'account-unread': 'Das Konto war nicht lesbar.',
  'orders-not-canceled': ({ count }) => `Offene Orders, die nicht storniert werden konnten: ${count}.`,
  'orders-unread': 'Die offenen Orders waren nicht lesbar.',
  'not-verified': 'Nicht geprüft.',
  'journal-no-answer': 'Das Journal antwortet nicht.',
  'block-in-memory': ({ code }) =>
    `Das Journal konnte nicht geschrieben werden (${code}): die Sperre gilt nur im Arbeitsspeicher.`,
  'journal-refused': ({ what }) => `Das Journal hat es abgelehnt (${what}).`,
  'journal-not-written': ({ why }) => `Das Journal konnte nicht geschrieben werden: ${why}`,
  'journal-failed': 'Das Journal ist gescheitert.',
  'panic-since-sent': 'Seit es zuerst gesendet war, kam /panic.',
  'panic-before-sent': '/panic kam, bevor dieser Einstieg gesendet war.',
  'panic-nothing-sent': '/panic kam; nichts wurde gesendet.',
  'program-id-reused': ({ id }) => `Die ID ${id} gehört einem anderen Signal.`,
  'only-tells': ({ route }) => `${route} meldet immer nur: ihr Modus ist notify.`,
  'only-tells-now': 'Die Route meldet von jetzt an nur noch; nichts wurde gesendet.',
  'unattended-position': ({ account, quantity, symbol }) =>
    `⚠️ ${account} steht nicht mehr in der Konfiguration, und eine Strategie besitzt dort ${quantity} ${symbol}: darum kümmert sich niemand. Das Konto wieder eintragen oder an der Börse schließen.`,
  'unattended-orders': ({ account, count }) =>
    `⚠️ ${account} steht nicht mehr in der Konfiguration, und von seinen Orders sind diese nicht zu Ende: ${count}. Das Konto wieder eintragen oder an der Börse nachsehen.`,
  'left-by-route': ({ account, quantity, symbol, stream }) =>
    `⚠️ Keine Route handelt ${symbol} auf ${account} noch für die Strategie ${stream}, die dort ${quantity} besitzt: kein Alert schließt das. Wieder eintragen oder von Hand schließen.`,
  'journal-unwritable':
    'Das Journal kann nicht geschrieben werden, also beginnt kein Einstieg. Schließen und /panic bleiben möglich. Den Grund nennt /readyz.',
} satisfies SomeSentenceTexts;
