import { inLanguages } from '../in-languages.ts';

/** Help of the commands that only read. */
export const readCommandTexts = inLanguages({
  en: {
    status: {
      usage: '',
      description: 'accounts, signals, outbox',
      details: ['Whether the accounts are connected, the signals on, and what waits to be told.'],
    },
    balance: {
      usage: '[@account]',
      description: 'equity, free balance, margin',
      details: ['Of one account, or of all that are open to you.'],
    },
    positions: {
      usage: '[symbol] [@account]',
      description: 'open positions',
      details: ['Entry, mark, PnL, liquidation price and stop; buttons to close.'],
    },
    orders: {
      usage: '[symbol] [@account]',
      description: 'open orders',
      details: ['Type, price, trigger, age and client id of each.'],
    },
    start: {
      usage: '',
      description: 'your role and accounts',
      details: ['Says who you are here and which accounts are open to you.'],
    },
    help: {
      usage: '[topic|command]',
      description: 'what can be said here',
      details: [
        'With a topic it says what its commands do, with a command more about that one.',
        '/help trading',
        '/help long',
      ],
    },
    whoami: {
      usage: '',
      description: 'your id, this chat’s id, your role',
      details: ['Answers everybody; an owner needs the id to let somebody in.'],
    },
  },
  de: {
    status: {
      usage: '',
      description: 'Konten, Signale, Postausgang',
      details: ['Ob die Konten verbunden und die Signale an sind, und was noch zu melden ist.'],
    },
    balance: {
      usage: '[@konto]',
      description: 'Eigenkapital, freies Guthaben, Margin',
      details: ['Eines Kontos oder aller, die für dich freigegeben sind.'],
    },
    positions: {
      usage: '[symbol] [@konto]',
      description: 'offene Positionen',
      details: ['Einstieg, Mark, PnL, Liquidationskurs und Stop; Knöpfe zum Schließen.'],
    },
    orders: {
      usage: '[symbol] [@konto]',
      description: 'offene Orders',
      details: ['Art, Kurs, Auslöser, Alter und Client-ID jeder Order.'],
    },
    start: {
      usage: '',
      description: 'deine Rolle und Konten',
      details: ['Sagt, wer du hier bist und welche Konten für dich freigegeben sind.'],
    },
    help: {
      usage: '[thema|befehl]',
      description: 'was man hier sagen kann',
      details: [
        'Mit einem Thema sagt es, was dessen Befehle tun, mit einem Befehl mehr über diesen.',
        '/help handel',
        '/help long',
      ],
    },
    whoami: {
      usage: '',
      description: 'deine ID, die ID dieses Chats, deine Rolle',
      details: ['Antwortet jedem; ein Inhaber braucht die ID, um jemanden einzulassen.'],
    },
  },
});
