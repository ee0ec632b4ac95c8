import { inLanguages } from '../in-languages.ts';

/** A leverage, margin type or position mode that did not come about. */
export const settingRefusedTexts = inLanguages({
  en: {
    refused: 'The exchange refused the setting.',
    notSet: 'not set',
    unclear: 'set or not, nobody knows',
    unclearButton: '❓ Unknown, ask again',
  },
  de: {
    refused: 'Die Börse hat die Einstellung abgelehnt.',
    notSet: 'nicht gesetzt',
    unclear: 'gesetzt oder nicht, ist nicht bekannt',
    unclearButton: '❓ Unbekannt, frag noch einmal',
  },
});
