import { inLanguages } from '../in-languages.ts';

/** What stands around the commands' own help. */
export const helpTexts = inLanguages({
  en: {
    more: (topic: string) => `/help ${topic} lists what they do, /help long says more about one.`,
    moreOfOne: '/help long says more about one of them.',
    allTopics: '« All topics',
    nothingHere: 'Your role has no command here.',
    topics: {
      account: 'Account',
      history: 'Records',
      market: 'Market',
      trading: 'Trading',
      safety: 'Safety',
      messages: 'Messages',
      people: 'People',
      desk: 'Desk',
    },
    short: (aliases: string) => `short: ${aliases}`,
    none: (name: string) => `There is no /${name}. /help lists all.`,
    youAre: (role: string) => `You are ${role}`,
    noAccount: 'No account is open to you.',
    welcome:
      'Alerts and fills come here by themselves. /positions shows what is open, /long and /short ask before they act, /panic closes everything. /help lists all.',
    welcomeViewer: 'Alerts and fills come here by themselves. /positions shows what is open. /help lists all.',
    main: {
      positions: 'Positions',
      orders: 'Orders',
      balance: 'Balance',
      pnl: 'PnL',
      signals: 'Signals',
      status: 'Status',
    },
    user: 'user',
    chat: 'chat',
    topic: (id: number) => `topic ${id}`,
    role: (role: string) => `role ${role}`,
    copyUser: 'Copy user id',
  },
  de: {
    more: (topic) => `/help ${topic} sagt, was sie tun, /help long mehr über einen davon.`,
    moreOfOne: '/help long sagt mehr über einen davon.',
    allTopics: '« Alle Themen',
    nothingHere: 'Deine Rolle hat hier keinen Befehl.',
    topics: {
      account: 'Konto',
      history: 'Verlauf',
      market: 'Markt',
      trading: 'Handel',
      safety: 'Sicherheit',
      messages: 'Nachrichten',
      people: 'Personen',
      desk: 'Allgemein',
    },
    short: (aliases) => `kurz: ${aliases}`,
    none: (name) => `/${name} gibt es nicht. /help zeigt alle Befehle.`,
    youAre: (role) => `Du bist ${role}`,
    noAccount: 'Für dich ist kein Konto freigegeben.',
    welcome:
      'Alarme und Ausführungen kommen von selbst hierher. /positions zeigt, was offen ist, /long und /short fragen vorher nach, /panic schließt alles. /help zeigt alle Befehle.',
    welcomeViewer:
      'Alarme und Ausführungen kommen von selbst hierher. /positions zeigt, was offen ist. /help zeigt alle Befehle.',
    main: {
      positions: 'Positionen',
      orders: 'Offene Orders',
      balance: 'Guthaben',
      pnl: 'PnL',
      signals: 'Signale',
      status: 'Zustand',
    },
    user: 'Benutzer',
    chat: 'Chat',
    topic: (id) => `Thema ${id}`,
    role: (role) => `Rolle ${role}`,
    copyUser: 'Benutzer-ID kopieren',
  },
});

export const roleTexts = inLanguages({
  en: { owner: 'owner', trader: 'trader', viewer: 'viewer', none: 'none' },
  de: { owner: 'Inhaber', trader: 'Trader', viewer: 'Betrachter', none: 'keine' },
});
