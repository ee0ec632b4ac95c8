import { inLanguages } from '../in-languages.ts';

/** /language and /timezone. */
export const languageTexts = inLanguages({
  en: {
    language: {
      usage: '[chat] [en|de]',
      description: 'the language you are answered in',
      details: [
        'Alone it shows what is set, with buttons.',
        '/language de',
        '/language chat de',
        'With chat it is for what this group or topic is told; an owner or a trader sets it.',
        'Without one, your Telegram’s language counts.',
      ],
    },
    timezone: {
      usage: '[chat] [zone]',
      description: 'the time zone of times that you read',
      details: [
        'Alone it shows what is set, with buttons.',
        '/timezone Europe/Berlin',
        '/timezone chat Europe/Berlin',
        'With chat it is for what this group or topic is told; an owner or a trader sets it.',
      ],
    },
    names: { en: 'English', de: 'German' },
    mine: (language: string, zone: string, time: string) =>
      `You read ${language}. Your time zone is ${zone}: it is ${time}.`,
    chats: (language: string, zone: string, time: string) =>
      `This chat is told in ${language}. Its time zone is ${zone}: it is ${time}.`,
    unknownLanguage: (typed: string, list: string) => `“${typed}” is no language of this desk. It speaks ${list}.`,
    unknownZone: (typed: string) => `“${typed}” is no time zone. Write it as Europe/Berlin, America/New_York or UTC.`,
    otherZones: (isChats: boolean) =>
      `Another one: /timezone ${isChats ? 'chat ' : ''}Europe/Madrid, by its name in the IANA list.`,
    mayNot: (role: string) => `Your role is ${role}: it may not set this chat’s language or time zone.`,
  },
  de: {
    language: {
      usage: '[chat] [en|de]',
      description: 'die Sprache, in der du Antwort bekommst',
      details: [
        'Allein zeigt es, was gilt, mit Knöpfen.',
        '/language de',
        '/language chat de',
        'Mit chat gilt es für das, was diese Gruppe oder dieses Thema gemeldet bekommt; ein Inhaber oder Trader stellt es ein.',
        'Ohne eigene Wahl gilt die Sprache deines Telegram.',
      ],
    },
    timezone: {
      usage: '[chat] [zone]',
      description: 'die Zeitzone der Zeiten, die du liest',
      details: [
        'Allein zeigt es, was gilt, mit Knöpfen.',
        '/timezone Europe/Berlin',
        '/timezone chat Europe/Berlin',
        'Mit chat gilt es für das, was diese Gruppe oder dieses Thema gemeldet bekommt; ein Inhaber oder Trader stellt es ein.',
      ],
    },
    names: { en: 'Englisch', de: 'Deutsch' },
    mine: (language, zone, time) => `Du liest ${language}. Deine Zeitzone ist ${zone}: es ist ${time}.`,
    chats: (language, zone, time) =>
      `Dieser Chat bekommt Meldungen auf ${language}. Seine Zeitzone ist ${zone}: es ist ${time}.`,
    unknownLanguage: (typed, list) => `„${typed}“ ist keine Sprache dieses Desks. Er spricht ${list}.`,
    unknownZone: (typed) => `„${typed}“ ist keine Zeitzone. Schreib sie als Europe/Berlin, America/New_York oder UTC.`,
    otherZones: (isChats) =>
      `Eine andere: /timezone ${isChats ? 'chat ' : ''}Europe/Madrid, mit ihrem Namen aus der IANA-Liste.`,
    mayNot: (role) => `Deine Rolle ist ${role}: sie darf Sprache und Zeitzone dieses Chats nicht einstellen.`,
  },
});
