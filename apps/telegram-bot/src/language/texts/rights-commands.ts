import { inLanguages } from '../in-languages.ts';

const HERE = '“here” makes it count in this chat, or topic, alone. The configuration’s owners stand above it.';
const HIER = '„here“ lässt es nur in diesem Chat oder Thema gelten. Die Inhaber aus der Konfiguration stehen darüber.';

/** Help of /users, /grant, /revoke, /link, /audit. */
export const rightsCommandTexts = inLanguages({
  en: {
    users: {
      usage: '',
      description: 'who may do what (owners)',
      details: ['What the configuration says, and what was given in chats: by whom and when.'],
    },
    grant: {
      usage: 'user-id owner|trader|viewer [@account] [here]',
      description: 'let somebody in (owners)',
      details: ['/grant 123456789 viewer', '/grant 123456789 trader @main here', 'It replaces what it covers.', HERE],
    },
    revoke: {
      usage: 'user-id [@account] [here]',
      description: 'shut somebody out (owners)',
      details: [
        '/revoke 123456789',
        '/revoke 123456789 @main',
        'It counts at once, for cards that stand already too.',
        HERE,
      ],
    },
    link: {
      usage: '[@account … | off]',
      description: 'bind this chat to accounts (owners)',
      details: [
        '/link @main',
        '/link off',
        'An account becomes the only one of this chat, or topic; off frees it. Alone it says how it stands.',
        'What is told here, the configuration’s relay says.',
      ],
    },
    audit: {
      usage: '[n]',
      description: 'who did what (owners)',
      details: ['/audit 30', 'Newest first, at most 99. The rows are chained: a changed one shows.'],
    },
  },
  de: {
    users: {
      usage: '',
      description: 'wer was darf (Inhaber)',
      details: ['Was die Konfiguration sagt und was in Chats vergeben wurde: von wem und wann.'],
    },
    grant: {
      usage: 'benutzer-id owner|trader|viewer [@konto] [here]',
      description: 'jemanden einlassen (Inhaber)',
      details: ['/grant 123456789 viewer', '/grant 123456789 trader @main here', 'Es ersetzt, was es abdeckt.', HIER],
    },
    revoke: {
      usage: 'benutzer-id [@konto] [here]',
      description: 'jemanden aussperren (Inhaber)',
      details: [
        '/revoke 123456789',
        '/revoke 123456789 @main',
        'Es gilt sofort, auch für Karten, die schon stehen.',
        HIER,
      ],
    },
    link: {
      usage: '[@konto … | off]',
      description: 'diesen Chat an Konten binden (Inhaber)',
      details: [
        '/link @main',
        '/link off',
        'Ein Konto wird das einzige dieses Chats oder Themas; off löst die Bindung. Allein sagt es, wie es steht.',
        'Was hier gemeldet wird, sagt relay in der Konfiguration.',
      ],
    },
    audit: {
      usage: '[n]',
      description: 'wer was getan hat (Inhaber)',
      details: ['/audit 30', 'Das Neueste zuerst, höchstens 99. Die Zeilen sind verkettet: eine geänderte fällt auf.'],
    },
  },
});
