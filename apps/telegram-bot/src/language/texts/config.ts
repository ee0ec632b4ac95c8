import { inLanguages } from '../in-languages.ts';

/** A configuration that was changed while the desk runs. */
export const configTexts = inLanguages({
  en: {
    changed: 'The configuration was changed',
    applied: 'Taken up:',
    pending: 'Needs a restart, and is as before until then:',
    closed: 'Takes no alerts any more; looks after what it owns until the restart:',
    set: (setting: string) => `${setting} is set`,
    notSet: (setting: string) => `${setting} is not set`,
    account: 'The account could not be set; it is with the next connect',
    keysTaken: 'the new keys are in use',
    keysRefused: 'the new keys are not taken',
    keysKept: 'The desk goes on with the keys it has. Mend them in the file, or take them back.',
    refused: 'The changed configuration is refused',
    kept: 'The desk goes on with the one it has.',
    more: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
  },
  de: {
    changed: 'Die Konfiguration wurde geändert',
    applied: 'Übernommen:',
    pending: 'Braucht einen Neustart und gilt bis dahin wie zuvor:',
    closed: 'Nimmt keine Alarme mehr an; kümmert sich bis zum Neustart um das, was sie besitzt:',
    set: (setting) => `${setting} ist gesetzt`,
    notSet: (setting) => `${setting} ist nicht gesetzt`,
    account: 'Das Konto konnte nicht eingestellt werden; das geschieht mit der nächsten Verbindung',
    keysTaken: 'die neuen Schlüssel gelten',
    keysRefused: 'die neuen Schlüssel werden nicht übernommen',
    keysKept:
      'Der Desk läuft mit den Schlüsseln weiter, die er hat. Berichtige sie in der Datei, oder nimm sie zurück.',
    refused: 'Die geänderte Konfiguration ist abgelehnt',
    kept: 'Der Desk läuft mit der weiter, die er hat.',
    more: (count) => (count === 1 ? 'und 1 weiterer' : `und ${count} weitere`),
  },
});
