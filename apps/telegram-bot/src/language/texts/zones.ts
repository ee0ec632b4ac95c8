import { inLanguages } from '../in-languages.ts';

/** Cities of time zones that are not called the same everywhere. */
export const zoneTexts = inLanguages<Readonly<Record<string, string>>>({
  en: { 'Asia/Singapore': 'Singapore', 'Asia/Hong_Kong': 'Hong Kong', 'Asia/Tokyo': 'Tokyo' },
  de: { 'Asia/Singapore': 'Singapur', 'Asia/Hong_Kong': 'Hongkong', 'Asia/Tokyo': 'Tokio' },
});
