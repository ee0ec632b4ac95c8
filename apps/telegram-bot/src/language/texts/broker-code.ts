import { BROKER_ERROR_CODES, type BrokerErrorCode } from '@perpdesk/broker-core';
import type { InLanguages } from '../in-languages.ts';

export interface CodeText {
  /** What went wrong. */
  readonly meaning: string;
  /** What can be done about it. */
  readonly remedy: string;
}

/** What an exchange's refusal, or a failed call, means. */
export const brokerCodeTexts: InLanguages<Readonly<Record<BrokerErrorCode, CodeText>>> = {
  en: {
    ...BROKER_ERROR_CODES,
    'not-connected': { meaning: 'The account is not connected.', remedy: 'The desk connects again by itself: wait.' },
    'invalid-request': { meaning: 'The request cannot be made so.', remedy: 'Change the order.' },
    unsupported: { meaning: 'This exchange cannot do that.', remedy: 'See what it can do.' },
    'unknown-symbol': { meaning: 'The exchange does not list this instrument.', remedy: 'Check the symbol.' },
    'invalid-precision': { meaning: 'Quantity or price is off its step or tick.', remedy: 'Round it.' },
    'rate-limited': { meaning: 'Too many requests.', remedy: 'Wait.' },
    'account-not-supported': {
      meaning: 'The account is in a mode that the desk does not know.',
      remedy: 'Change the mode at the exchange.',
    },
  },
  de: {
    'not-connected': {
      meaning: 'Das Konto ist nicht verbunden.',
      remedy: 'Der Desk verbindet sich von selbst neu: warte.',
    },
    'invalid-request': { meaning: 'Die Anfrage ist so nicht möglich.', remedy: 'Ändere die Order.' },
    unsupported: { meaning: 'Das kann diese Börse nicht.', remedy: 'Sieh nach, was sie kann.' },
    'unknown-symbol': { meaning: 'Die Börse führt dieses Instrument nicht.', remedy: 'Prüfe das Symbol.' },
    'instrument-not-trading': {
      meaning: 'Das Instrument ist angehalten oder vom Handel genommen.',
      remedy: 'Warte, oder handle ein anderes.',
    },
    'below-minimum': { meaning: 'Menge oder Wert liegt unter dem Minimum.', remedy: 'Wähle eine größere Menge.' },
    'above-maximum': { meaning: 'Die Menge liegt über dem Maximum einer Order.', remedy: 'Teile die Order.' },
    'invalid-precision': { meaning: 'Menge oder Kurs liegt nicht auf Schritt oder Tick.', remedy: 'Runde.' },
    'price-out-of-range': {
      meaning: 'Der Kurs liegt außerhalb dessen, was die Börse nimmt.',
      remedy: 'Geh näher an den Mark-Preis.',
    },
    'insufficient-margin': {
      meaning: 'Das freie Guthaben deckt die Margin nicht.',
      remedy: 'Wähle eine kleinere Menge, erhöhe den Hebel oder zahle ein.',
    },
    'leverage-too-high': {
      meaning: 'Die Position ist für diesen Hebel zu groß.',
      remedy: 'Senke den Hebel oder die Menge.',
    },
    'reduce-only-rejected': {
      meaning: 'Eine Reduce-only-Order hätte nichts verringert.',
      remedy: 'Sieh die Position an: sie ist vielleicht schon flat.',
    },
    'would-trigger-immediately': {
      meaning: 'Der Auslösekurs ist schon erreicht.',
      remedy: 'Verschiebe ihn, oder schließ zum Markt.',
    },
    'post-only-rejected': {
      meaning: 'Eine Post-only-Order wäre sofort ausgeführt worden.',
      remedy: 'Geh mit dem Kurs vom Markt weg.',
    },
    'fill-or-kill-rejected': {
      meaning: 'Eine Fill-or-kill-Order ließ sich nicht ganz ausführen.',
      remedy: 'Wähle eine kleinere Menge oder eine andere Gültigkeit.',
    },
    'position-mode-mismatch': {
      meaning: 'Die Positionsseite passt nicht zum Modus des Kontos.',
      remedy: 'Im Modus One-way gibt es nur net, im Modus Hedge nur long und short.',
    },
    'has-open-exposure': {
      meaning: 'Nicht, solange Orders oder Positionen offen sind.',
      remedy: 'Schließ und storniere zuerst.',
    },
    'already-set': { meaning: 'Die Einstellung hat diesen Wert schon.', remedy: 'Es ist nichts zu tun.' },
    'duplicate-client-order-id': {
      meaning: 'Eine offene Order hat diese Client-ID.',
      remedy: 'Ein früherer Versuch kann angekommen sein: sieh nach.',
    },
    'order-not-found': {
      meaning: 'Die Börse kennt keine solche Order.',
      remedy: 'Sie ist vielleicht ausgeführt: sieh Ausführungen und Position an.',
    },
    'order-not-open': { meaning: 'Die Order ist nicht mehr offen.', remedy: 'Sieh nach, wie sie endete.' },
    'too-many-orders': { meaning: 'Das Konto hat zu viele offene Orders.', remedy: 'Storniere einige.' },
    'validity-expired': {
      meaning: 'Die Anfrage kam außerhalb ihrer Gültigkeit an der Börse an.',
      remedy: 'Stelle die Uhr; sende neu.',
    },
    'rate-limited': { meaning: 'Zu viele Anfragen.', remedy: 'Warte.' },
    overloaded: {
      meaning: 'Die Börse war überlastet und hat nichts ausgeführt.',
      remedy: 'Versuch es gleich noch einmal.',
    },
    clock: { meaning: 'Die Uhrzeit weicht von der der Börse ab.', remedy: 'Stelle die Uhr; sende neu.' },
    'not-authorized': {
      meaning: 'Der Schlüssel ist falsch oder abgelaufen, oder ihm fehlt das Recht oder die IP.',
      remedy: 'Prüfe den Schlüssel an der Börse.',
    },
    'account-restricted': {
      meaning: 'Die Börse hat dieses Konto angehalten: Liquidation, Sperre oder eine eigene Regel.',
      remedy: 'Sieh das Konto an der Börse an; von selbst wird nichts mehr gesendet.',
    },
    'account-not-supported': {
      meaning: 'Das Konto ist in einem Modus, den der Desk nicht kennt.',
      remedy: 'Ändere den Modus an der Börse.',
    },
    timeout: { meaning: 'Keine Antwort rechtzeitig.', remedy: 'Bei einer Order: sieh zuerst nach ihr.' },
    network: { meaning: 'Die Verbindung ist gescheitert.', remedy: 'Bei einer Order: sieh zuerst nach ihr.' },
    aborted: { meaning: 'Das Warten wurde abgebrochen.', remedy: 'Bei einer Order: sieh zuerst nach ihr.' },
    'venue-error': {
      meaning: 'Die Börse hat mit einem Fehler geantwortet, der hier keinen Namen hat.',
      remedy: 'Ihr Code und Text stehen da.',
    },
  },
};
