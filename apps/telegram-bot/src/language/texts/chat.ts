import { inLanguages } from '../in-languages.ts';

/** What the chat itself says, before and beside any command. */
export const chatTexts = inLanguages({
  en: {
    noAccess: 'You have no access to this desk.',
    failed: (errorId: string) => `That did not work (error ${errorId}). Look at /positions before you try again.`,
    notRead: (why: string, errorId: string) =>
      `The exchange could not be asked: ${why} Nothing was sent to it. Try again in a moment (error ${errorId}).`,
    oldButton: 'This button is no longer in use.',
    onlyCommands: 'I listen to commands; /help lists them.',
    unknownCommand: (name: string, near: readonly string[]) =>
      `I do not know /${name}. ${near.length === 0 ? '' : `Did you mean ${near.join(', ')}? `}/help lists all.`,
  },
  de: {
    noAccess: 'Du hast keinen Zugang zu diesem Desk.',
    failed: (errorId) =>
      `Das ging nicht (Fehler ${errorId}). Sieh dir /positions an, bevor du es noch einmal versuchst.`,
    notRead: (why, errorId) =>
      `Die Börse war nicht zu fragen: ${why} An sie ging nichts. Versuch es gleich noch einmal (Fehler ${errorId}).`,
    oldButton: 'Dieser Knopf gilt nicht mehr.',
    onlyCommands: 'Ich höre auf Befehle; /help zeigt sie.',
    unknownCommand: (name, near) =>
      `/${name} kenne ich nicht. ${near.length === 0 ? '' : `Meinst du ${near.join(', ')}? `}/help zeigt alle Befehle.`,
  },
});
