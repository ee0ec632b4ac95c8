import { inLanguages } from '../in-languages.ts';

/** Why the desk does not do what a person asked for. */
export const refusalTexts = inLanguages({
  en: {
    mayNotTrade: (role: string) => `Your role is ${role}: it may look, not trade.`,
    mayNotTradeOn: (account: string, role: string) => `Your role on @${account} is ${role}: it may look, not trade.`,
    mayOnlyLookOn: (account: string) => `Your role on @${account} may look, not trade.`,
    mayOnlyLookThere: 'Your role there may look, not trade.',
    mayNotPause: (role: string) => `Your role is ${role}: it may look, not pause or resume.`,
    mayNotResume:
      'Not yours to lift: it takes an owner, or a trader of every account, unless you alone paused and nothing else holds entries back.',
    mayNotAnswer: (role: string) => `Your role is ${role}: it may look, not answer.`,
    mayNotNotify: (role: string) => `Your role is ${role}: it may not change how loud a group is.`,
    hearsOfOthers: (accounts: string) =>
      `This chat hears of ${accounts === '' ? 'other accounts' : accounts}, too: only who trades on all that it hears of may change how loud it is.`,
    noAccount: 'No account is open to you.',
    whichAccount: (list: string) => `Which account? Add one of ${list}.`,
    openOn: (symbol: string, list: string) => `${symbol} is open on ${list}.`,
    unknownAccount: (name: string, list: string) => `There is no account @${name}. You have ${list}.`,
    noAccounts: 'none',
    notListed: (account: string, typed: string) => `@${account} does not list ${typed}.`,
    notLoaded: 'Its instruments are not loaded yet.',
    didYouMean: (list: string) => `Did you mean ${list}?`,
    notTrading: (symbol: string) => `${symbol} is not trading now.`,
    rulesNotLoaded: (symbol: string) => `The rules of ${symbol} are not loaded yet.`,
    whatAndHowMuch: (usage: string) => `Say what and how much: ${usage}`,
    whatToClose: 'Say what to close: /close BTCUSDT, or /close BTCUSDT 50%',
    oneTooMany: (word: string, usage: string) => `“${word}” is one word too many. Write it as ${usage}`,
    twice: (word: string) => `“${word}” comes twice. Write each once.`,
    riskNeedsStop: (usage: string) => `A size by risk needs a stop: ${usage}`,
    term: {
      '@': (word: string) => `“${word}” is no price. Write it as @59000.`,
      'sl=': (word: string) => `“${word}” is no stop. Write it as sl=59000 or sl=2%.`,
      'tp=': (word: string) =>
        `“${word}” is no target. Write it as tp=62000 or tp=62000:50%,64000; together at most 100%.`,
      'tp=,': (word: string) =>
        `“${word}” may be one price or several. Write a decimal with a point, tp=62000.5, and far targets each for itself: tp=62000 tp=130000.`,
      'lev=': (word: string) => `“${word}” is no leverage. Write it as lev=5.`,
    },
    belowTick: 'The price is below one tick.',
    stopSide: (side: string, isBelow: boolean, at: string, now: string) =>
      `A ${side}’s stop is ${isBelow ? 'below' : 'above'} its price: ${at} against ${now}.`,
    targetSide: (side: string, isBelow: boolean, at: string, now: string) =>
      `A ${side}’s target is ${isBelow ? 'below' : 'above'} its price: ${at} against ${now}.`,
    leverageOpen: (symbol: string, leverage: number | null) =>
      `lev= is for a new position, and ${symbol} is open or being entered: /leverage ${symbol} ${leverage}`,
    leverageMost: (symbol: string, most: number) => `At that size ${symbol} allows at most ${most}x.`,
    against: (side: string, symbol: string) =>
      `A ${side} of ${symbol} is open: this order lowers it, and a stop or target of the other side would end it. /close or /reverse ${symbol} first.`,
    noPrice: (symbol: string) => `No price of ${symbol} is known right now. Nothing was sent; try again.`,
    panicBlocked: 'The desk is blocked after /panic. /resume lifts it; closing stays possible.',
    paused: 'The desk is paused. /resume lifts it; closing stays possible.',
    unsettled: (symbol: string, account: string) =>
      `Of an order of ${symbol} on @${account} nobody can say what became of it, and an entry would wait behind it. /settle says it; closing stays possible.`,
    notConnected: (account: string, why: string) => `@${account} is not connected: ${why}`,
    starting: 'it is still starting.',
    bothSides: (symbol: string) => `Both sides of ${symbol} are open. Add long or short.`,
    noLongerOpen: 'That position is no longer open.',
    howMany: (most: number, form: string) => `Say how many as a whole number from 1 to ${most}: ${form}`,
  },
  de: {
    mayNotTrade: (role) => `Deine Rolle ist ${role}: sie darf ansehen, nicht handeln.`,
    mayNotTradeOn: (account, role) => `Deine Rolle auf @${account} ist ${role}: sie darf ansehen, nicht handeln.`,
    mayOnlyLookOn: (account) => `Deine Rolle auf @${account} darf ansehen, nicht handeln.`,
    mayOnlyLookThere: 'Deine Rolle darf dort ansehen, nicht handeln.',
    mayNotPause: (role) => `Deine Rolle ist ${role}: sie darf ansehen, weder pausieren noch fortsetzen.`,
    mayNotResume:
      'Das darfst du nicht aufheben: es braucht einen Inhaber oder Trader aller Konten, es sei denn, nur du hast pausiert und sonst hält nichts Einstiege auf.',
    mayNotAnswer: (role) => `Deine Rolle ist ${role}: sie darf ansehen, nicht antworten.`,
    mayNotNotify: (role) => `Deine Rolle ist ${role}: sie darf nicht ändern, wie laut eine Gruppe ist.`,
    hearsOfOthers: (accounts) =>
      `Dieser Chat hört auch von ${accounts === '' ? 'anderen Konten' : accounts}: wie laut er ist, ändert nur, wer auf allen davon handelt.`,
    noAccount: 'Für dich ist kein Konto freigegeben.',
    whichAccount: (list) => `Welches Konto? Füge eines hinzu: ${list}.`,
    openOn: (symbol, list) => `${symbol} ist offen auf ${list}.`,
    unknownAccount: (name, list) => `Ein Konto @${name} gibt es nicht. Du hast ${list}.`,
    noAccounts: 'keines',
    notListed: (account, typed) => `@${account} führt ${typed} nicht.`,
    notLoaded: 'Die Instrumente sind noch nicht geladen.',
    didYouMean: (list) => `Meinst du ${list}?`,
    notTrading: (symbol) => `${symbol} wird jetzt nicht gehandelt.`,
    rulesNotLoaded: (symbol) => `Die Regeln von ${symbol} sind noch nicht geladen.`,
    whatAndHowMuch: (usage) => `Sag, was und wie viel: ${usage}`,
    whatToClose: 'Sag, was geschlossen werden soll: /close BTCUSDT oder /close BTCUSDT 50%',
    oneTooMany: (word, usage) => `„${word}“ ist ein Wort zu viel. Schreib es als ${usage}`,
    twice: (word) => `„${word}“ kommt zweimal. Schreib jedes einmal.`,
    riskNeedsStop: (usage) => `Eine Menge nach Risiko braucht einen Stop: ${usage}`,
    term: {
      '@': (word) => `„${word}“ ist kein Kurs. Schreib ihn als @59000.`,
      'sl=': (word) => `„${word}“ ist kein Stop. Schreib ihn als sl=59000 oder sl=2%.`,
      'tp=': (word) =>
        `„${word}“ ist kein Take-Profit. Schreib ihn als tp=62000 oder tp=62000:50%,64000; zusammen höchstens 100%.`,
      'tp=,': (word) =>
        `„${word}“ kann ein Kurs sein oder mehrere. Schreib eine Dezimalzahl mit Punkt, tp=62000.5, und weit entfernte Take-Profits einzeln: tp=62000 tp=130000.`,
      'lev=': (word) => `„${word}“ ist kein Hebel. Schreib ihn als lev=5.`,
    },
    belowTick: 'Der Kurs liegt unter einem Tick.',
    stopSide: (side, isBelow, at, now) =>
      `Der Stop eines ${side} liegt ${isBelow ? 'unter' : 'über'} dem Kurs: ${at} gegen ${now}.`,
    targetSide: (side, isBelow, at, now) =>
      `Der Take-Profit eines ${side} liegt ${isBelow ? 'unter' : 'über'} dem Kurs: ${at} gegen ${now}.`,
    leverageOpen: (symbol, leverage) =>
      `lev= ist für eine neue Position, und ${symbol} ist offen oder im Einstieg: /leverage ${symbol} ${leverage}`,
    leverageMost: (symbol, most) => `Bei dieser Größe erlaubt ${symbol} höchstens ${most}x.`,
    against: (side, symbol) =>
      `Ein ${side} in ${symbol} ist offen: diese Order verringert ihn, und ein Stop oder Take-Profit der anderen Seite würde ihn beenden. Zuerst /close oder /reverse ${symbol}.`,
    noPrice: (symbol) => `Von ${symbol} ist gerade kein Kurs bekannt. Nichts wurde gesendet; versuch es noch einmal.`,
    panicBlocked: 'Der Desk ist nach /panic gesperrt. /resume hebt das auf; Schließen bleibt möglich.',
    paused: 'Der Desk pausiert. /resume hebt das auf; Schließen bleibt möglich.',
    unsettled: (symbol, account) =>
      `Von einer Order in ${symbol} auf @${account} weiß niemand, was aus ihr wurde, und ein Einstieg würde hinter ihr warten. /settle klärt sie; Schließen bleibt möglich.`,
    notConnected: (account, why) => `@${account} ist nicht verbunden: ${why}`,
    starting: 'es startet noch.',
    bothSides: (symbol) => `Beide Seiten von ${symbol} sind offen. Füge long oder short hinzu.`,
    noLongerOpen: 'Diese Position ist nicht mehr offen.',
    howMany: (most, form) => `Sag die Anzahl als ganze Zahl von 1 bis ${most}: ${form}`,
  },
});
