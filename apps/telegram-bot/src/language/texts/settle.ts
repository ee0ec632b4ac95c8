import { inLanguages } from '../in-languages.ts';

/** A person's word on an order of which nobody else can say what became of it. */
export const settleTexts = inLanguages({
  en: {
    title: (symbol: string) => `SETTLE an order of ${symbol}`,
    gone: (isExit: boolean) =>
      `You say: it is not at the exchange, and has filled nothing. ${isExit ? 'What it was to close is closed by a new order.' : 'It is not sent again.'}`,
    filled: (quantity: string) => `You say: it has filled ${quantity}, and nothing of it stands.`,
    smaller: 'The position is smaller by that.',
    yours: 'What it opened is yours then.',
    ofPerson: (id: string) => `What it opened is user ${id}’s then.`,
    ofRoute: (route: string) =>
      `What it opened is ${route}’s then; where the strategy has left the position since, it is closed at once.`,
    stays: (count: number, symbol: string) =>
      count === 1
        ? `Of your entry for ${symbol} nobody can say what became of it, and this does not touch it: /settle says it.`
        : `Of ${count} entries of yours for ${symbol} nobody can say what became of them, and this does not touch them: /settle says it.`,
    look: 'Look at the exchange first: cancel what stands of it there. A wrong word leaves the desk with a wrong position.',
    sayGone: 'It is not there',
    sayFilled: 'It filled',
    none: 'Nothing to settle: of every order it is known what became of it.',
    kind: { increase: 'entry', reduce: 'exit', stop: 'stop', target: 'target', cancel: 'cancel' },
    these: 'Someone has to look at the exchange, and say what became of:',
    form: (form: string) => `Say it so: ${form}`,
  },
  de: {
    title: (symbol) => `Eine Order in ${symbol} KLÄREN`,
    gone: (isExit) =>
      `Du sagst: sie ist nicht an der Börse und hat nichts ausgeführt. ${isExit ? 'Was sie schließen sollte, schließt eine neue Order.' : 'Sie wird nicht noch einmal gesendet.'}`,
    filled: (quantity) => `Du sagst: sie hat ${quantity} ausgeführt, und nichts von ihr liegt mehr.`,
    smaller: 'Die Position ist um das kleiner.',
    yours: 'Was sie eröffnet hat, gehört dann dir.',
    ofPerson: (id) => `Was sie eröffnet hat, gehört dann Nutzer ${id}.`,
    ofRoute: (route) =>
      `Was sie eröffnet hat, gehört dann ${route}; hat die Strategie die Position seither verlassen, wird es sofort geschlossen.`,
    stays: (count, symbol) =>
      count === 1
        ? `Von deinem Einstieg in ${symbol} weiß niemand, was aus ihm wurde; er bleibt unberührt: /settle klärt ihn.`
        : `Von ${count} deiner Einstiege in ${symbol} weiß niemand, was aus ihnen wurde; sie bleiben unberührt: /settle klärt sie.`,
    look: 'Sieh zuerst an der Börse nach, und storniere, was dort von ihr liegt. Ein falsches Wort lässt den Desk mit einer falschen Position zurück.',
    sayGone: 'Sie ist nicht da',
    sayFilled: 'Sie ist ausgeführt',
    none: 'Nichts zu klären: von jeder Order ist bekannt, was aus ihr wurde.',
    kind: { increase: 'Einstieg', reduce: 'Ausstieg', stop: 'Stop', target: 'Take-Profit', cancel: 'Storno' },
    these: 'Jemand muss an der Börse nachsehen und sagen, was hieraus wurde:',
    form: (form) => `So: ${form}`,
  },
});
