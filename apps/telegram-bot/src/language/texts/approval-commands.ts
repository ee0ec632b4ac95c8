import { inLanguages } from '../in-languages.ts';

/** Help of what adding risk takes beside a tap. */
export const approvalCommandTexts = inLanguages({
  en: {
    code: {
      usage: '123456',
      description: 'give the code of your authenticator app',
      details: [
        'When a card waits for it. In a private chat the six digits alone do.',
        'A code is good once; five wrong ones lock yours for a quarter of an hour.',
      ],
    },
  },
  de: {
    code: {
      usage: '123456',
      description: 'den Code deiner Authenticator-App geben',
      details: [
        'Wenn eine Karte darauf wartet. Im privaten Chat genügen die sechs Ziffern.',
        'Ein Code gilt einmal; fünf falsche sperren deine für eine Viertelstunde.',
      ],
    },
  },
});
