import { inLanguages } from '../in-languages.ts';

/** What the outbox adds to the engine's notices. */
export const outboxTexts = inLanguages({
  en: {
    unreachable: (target: string) => `The chat ${target} cannot be reached`,
    telegramSays: (detail: string) => `Telegram says: ${detail}`,
    deaf: 'It hears nothing more until somebody writes to the bot there.',
    neverCame: (count: number, target: string) =>
      count === 1
        ? `An urgent message never came to the chat ${target}`
        : `${count} urgent messages never came to the chat ${target}`,
    lookThere: 'What it was about may need you: /status.',
    conflict: 'Another program reads this bot',
    conflictMeans: (span: string) =>
      `Commands do not reach the desk. It tries again in ${span}; orders and messages go on.`,
    stranger: { message: 'Somebody without access wrote to the bot', tap: 'Somebody without access tapped a button' },
    inChat: (chatId: string) => `in chat ${chatId}`,
    strangerMeans: 'They got nothing. /grant lets somebody in.',
    repeat: (eventId: string) => `may be a repeat · event ${eventId}`,
    away: 'While I was away',
    messages: (count: number) => (count === 1 ? '1 message' : `${count} messages`),
    late: (time: string) => `told late: it was at ${time}`,
    wordless: (type: string, eventId: string) =>
      `⚠️ Something happened that this desk cannot put into words: ${type}, event ${eventId}.`,
  },
  de: {
    unreachable: (target) => `Der Chat ${target} ist nicht erreichbar`,
    telegramSays: (detail) => `Telegram meldet: ${detail}`,
    deaf: 'Er hört nichts mehr, bis dort jemand dem Bot schreibt.',
    neverCame: (count, target) =>
      count === 1
        ? `Eine dringende Meldung kam im Chat ${target} nie an`
        : `${count} dringende Meldungen kamen im Chat ${target} nie an`,
    lookThere: 'Worum es ging, braucht dich vielleicht: /status.',
    conflict: 'Ein anderes Programm liest diesen Bot',
    conflictMeans: (span) =>
      `Befehle erreichen den Desk nicht. Er versucht es in ${span} wieder; Orders und Meldungen laufen weiter.`,
    stranger: {
      message: 'Jemand ohne Zugang schrieb dem Bot',
      tap: 'Jemand ohne Zugang tippte auf einen Knopf',
    },
    inChat: (chatId) => `im Chat ${chatId}`,
    strangerMeans: 'Die Person bekam nichts zu sehen. /grant lässt jemanden ein.',
    repeat: (eventId) => `vielleicht eine Wiederholung · Ereignis ${eventId}`,
    away: 'Während ich weg war',
    messages: (count) => (count === 1 ? '1 Meldung' : `${count} Meldungen`),
    late: (time) => `verspätet gemeldet: es war um ${time}`,
    wordless: (type, eventId) =>
      `⚠️ Etwas ist geschehen, wofür dieser Desk keine Worte hat: ${type}, Ereignis ${eventId}.`,
  },
});
