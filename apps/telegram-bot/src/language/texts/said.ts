import type { InstrumentStatus } from '@perpdesk/broker-core';
import type { IntentState } from '@perpdesk/journal/port';
import { inLanguages } from '../in-languages.ts';

/** Words that stand as values in what the engine says. */
export const saidTexts = inLanguages({
  en: {
    direction: { long: 'long', short: 'short', flat: 'flat' },
    side: { buy: 'buy', sell: 'sell', fill: 'fill' },
    setting: { isolated: 'isolated', cross: 'cross', 'one-way': 'one-way', hedge: 'hedge' },
    state: {
      planned: 'planned',
      sending: 'sending',
      unknown: 'unknown',
      accepted: 'accepted',
      'partially-filled': 'partially filled',
      filled: 'filled',
      rejected: 'rejected',
      expired: 'expired',
      canceled: 'canceled',
      superseded: 'superseded',
      'needs-operator': 'to be looked at',
      trading: 'trading',
      halted: 'halted',
      delisted: 'delisted',
    } satisfies Readonly<Record<IntentState | InstrumentStatus, string>>,
    or: ' or ',
    somebody: 'Somebody',
  },
  de: {
    direction: { long: 'Long', short: 'Short', flat: 'flat' },
    side: { buy: 'Kauf', sell: 'Verkauf', fill: 'Ausführung' },
    setting: { isolated: 'isolated', cross: 'cross', 'one-way': 'One-way', hedge: 'Hedge' },
    state: {
      planned: 'geplant',
      sending: 'wird gesendet',
      unknown: 'unbekannt',
      accepted: 'angenommen',
      'partially-filled': 'teilweise ausgeführt',
      filled: 'ausgeführt',
      rejected: 'abgelehnt',
      expired: 'verfallen',
      canceled: 'storniert',
      superseded: 'überholt',
      'needs-operator': 'nachzusehen',
      trading: 'handelbar',
      halted: 'angehalten',
      delisted: 'vom Handel genommen',
    },
    or: ' oder ',
    somebody: 'Jemand',
  },
});
