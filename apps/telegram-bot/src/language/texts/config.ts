import { inLanguages } from '../in-languages.ts';

/** A configuration that was changed while the desk runs. */
export const configTexts = inLanguages({
  en: {
    changed: 'The configuration was changed',
    applied: 'Taken up:',
    pending: 'Needs a restart, and is as before until then:',
    refused: 'The changed configuration is refused',
    kept: 'The desk goes on with the one it has.',
    more: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
  },
  de: {
    changed: 'Die Konfiguration wurde geändert',
    applied: 'Übernommen:',
    pending: 'Braucht einen Neustart und gilt bis dahin wie zuvor:',
    refused: 'Die geänderte Konfiguration ist abgelehnt',
    kept: 'Der Desk läuft mit der weiter, die er hat.',
    more: (count) => (count === 1 ? 'und 1 weiterer' : `und ${count} weitere`),
  },
});
