import type { SomeSentenceTexts } from '../sentence-texts.ts';

/** The desk’s own regular work, by which a fault at it is named. */
export const check = {
  'check-card': ({ signal }) => `die Karte von ${signal}`,
  'check-owned': 'Positionen gegen das, was Strategien halten',
  'check-protection': 'Stops und Take-Profits',
  'check-way-to-close': ({ stream }) => `der Weg, ${stream} zu schließen`,
  'check-held': 'zurückgehaltene Signale',
  'check-cards': 'Karten',
  'check-partials': 'Orders, die in Teilen ausgeführt werden',
  'check-marks': 'Mark-Preise',
  'check-day': 'die Buchungen des Tages',
  'check-coming': 'Konten, die dazukommen',
  'check-away': 'Konten, die weg sind',
  'check-old-entries': 'Einstiege, die zu alt werden',
  'check-naked': 'Positionen ohne Stop',
  'check-resting': 'Einstiege, die im Orderbuch liegen',
  'check-watchdog': 'der Wächter',
  'check-ended': 'was zu Ende ist',
  'check-unknown-orders': 'Orders, die niemand kennt',
  'check-unprotected': 'die Meldung, was ungeschützt ist',
  'check-stray': 'die Meldung fremder Orders mit unserer ID',
} satisfies SomeSentenceTexts;
