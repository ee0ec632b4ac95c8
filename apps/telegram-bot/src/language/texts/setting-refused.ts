import { inLanguages } from '../in-languages.ts';

/** What a person asked for that is no order, and did not come about. */
export const settingRefusedTexts = inLanguages({
  en: {
    refused: 'The exchange refused the setting.',
    notSet: 'not set',
    about: {
      setting: 'setting not changed',
      protect: 'stops and targets stay as they were',
      settle: 'not taken',
    },
    unclear: 'set or not, nobody knows',
    unclearButton: '❓ Unknown, ask again',
  },
  de: {
    refused: 'Die Börse hat die Einstellung abgelehnt.',
    notSet: 'nicht gesetzt',
    about: {
      setting: 'Einstellung nicht geändert',
      protect: 'Stops und Take-Profits bleiben, wie sie waren',
      settle: 'nicht übernommen',
    },
    unclear: 'gesetzt oder nicht, ist nicht bekannt',
    unclearButton: '❓ Unbekannt, frag noch einmal',
  },
});
