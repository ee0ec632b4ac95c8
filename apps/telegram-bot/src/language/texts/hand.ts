import { inLanguages } from '../in-languages.ts';

/** Cards that ask before a position's protection, orders or settings are changed by hand. */
export const handTexts = inLanguages({
  en: {
    protectTitle: (symbol: string, side: string, quantity: string) => `${symbol} ${side} ${quantity}`,
    none: '–',
    stop: (from: string, to: string) => `SL ${from} → ${to}`,
    targets: (from: string, to: string) => `TP ${from} → ${to}`,
    trailing: (from: string, to: string) => `trailing ${from} → ${to}`,
    off: 'off',
    rest: 'the rest',
    whole: 'all of it',
    away: (percent: string) => `${percent} from the mark price`,
    atStop: (pnl: string, asset: string) => `at the stop ≈ ${pnl} ${asset} before fees`,
    noLimit: 'Without a stop nothing ends a loss before the liquidation price.',
    liquidation: (price: string) => `liq ${price}: stops and targets do not move it`,
    beyondLiquidation: 'The stop is beyond the liquidation price: it would come too late.',
    passed: 'If the price has passed it at the tap, nothing is changed.',
    staysQuantity: (quantity: string) =>
      `It stays ${quantity} when the position grows or shrinks, and takes at most what is held then.`,
    fires: 'It triggers by the last price and fills at market; at once, if the price has passed it at the tap.',
    until: 'Holds until the position ends, over restarts and beside routes.',
    short: { off: 'off', trailing: 'trail' },
    setStop: 'Set the stop',
    stopOff: 'Take the stop away',
    setTargets: 'Set the targets',
    targetsOff: 'Take the targets away',
    setTrailing: 'Set the trailing stop',
    trailingOff: 'Take the trailing stop away',
    ownedBy: (parts: string) => `owned by ${parts}`,
    yourself: 'yourself',
    person: (id: string) => `user ${id}`,
    nobody: 'nobody here (it becomes yours)',
    insteadOf: (routes: string) => `In place of what ${routes} would set.`,
    routesOut: (routes: string) => `${routes} is out then and waits for its next entry.`,
    outOfRoutes: (routes: string) => `It comes out of ${routes}’s part and is not bought back.`,
    outOfOwn: (routes: string) => `It comes out of your own part; ${routes} keeps its own.`,
    ownFirst: (routes: string) =>
      `All of your own part goes, with its stop and targets; the rest comes out of ${routes}’s and is not bought back.`,
    beside: (routes: string) =>
      `${routes} runs this symbol here. Your part is your own: the route enters beside it and closes only its own.`,
    against: (route: string, side: string) =>
      `${route} owns a ${side} here and shares with nobody: no trade against it. /close or /reverse ends its position.`,
    reverseTitle: (symbol: string, from: string, to: string) => `REVERSE ${symbol} ${from} → ${to}`,
    reverseMeans: 'First all of it is closed; the other side opens once nothing is proven to be left.',
    reverse: (side: string, quantity: string) => `Reverse to ${side} ${quantity}`,
    entriesGo: (count: number, symbol: string) =>
      count === 1
        ? `It cancels your entry for ${symbol} that is still open.`
        : `It cancels your ${count} entries for ${symbol} that are still open.`,
    stopsGo: 'Its stops and targets go with it; the new position has none.',
    leverageTitle: (symbol: string) => `${symbol} leverage`,
    marginTitle: (symbol: string) => `${symbol} margin`,
    modeTitle: 'position mode',
    change: (from: string, to: string) => `${from} → ${to}`,
    already: (what: string) => `It is ${what} already.`,
    setIt: (what: string) => `Set ${what}`,
    marginAfter: (from: string, to: string, asset: string) => `margin in use ≈ ${from} → ${to} ${asset}`,
    liquidationAfter: (from: string, to: string) => `est. liq ${from} → ${to}`,
    liquidationStays: (price: string) => `liq ${price}: in cross margin the leverage does not move it`,
    untilStart: 'What the configuration sets for it is set again at the next start.',
    onlyRaised: (symbol: string) =>
      `${symbol} has an isolated position: the exchange only raises its leverage. Close it first.`,
    symbolInUse: (symbol: string) =>
      `${symbol} has a position or open orders: the exchange takes that only while there are none. /positions and /orders show them.`,
    accountInUse: (account: string) =>
      `@${account} has positions or open orders: the exchange takes that only while there are none. /positions and /orders show them.`,
    needsFlat: 'The exchange takes that only while the account holds nothing and no order is open.',
    marginNeedsFlat: 'The exchange takes that only while the symbol holds nothing and no order is open.',
    atMostLeverage: (symbol: string, most: number) => `${symbol} allows at most ${most}x at its size.`,
    wrongStop: (side: string, where: 'above' | 'below', at: string, now: string) =>
      `A ${side}’s stop is ${where} the price: ${at} against ${now}.`,
    wrongTarget: (side: string, where: 'above' | 'below', at: string, now: string) =>
      `A ${side}’s target is ${where} the price: ${at} against ${now}.`,
    notEven: (where: 'above' | 'below', entry: string, now: string) =>
      `The position is not in profit: its entry ${entry} is ${where} the price ${now}, and a stop there would close it at once.`,
    usage: (form: string) => `Write it as ${form}`,
    decimalComma: (word: string) =>
      `“${word}” may be one price or several. Write a decimal with a point, 62000.5, and far targets with a blank between: 62000 130000.`,
    noPosition: (account: string, symbol: string) => `@${account} holds no ${symbol}.`,
    otherSide: (side: string, quantity: string) => `It holds ${side} ${quantity} there.`,
    rests: (count: number, symbol: string) =>
      count === 1
        ? `An order rests there: /cancel ${symbol} takes it back.`
        : `${count} orders rest there: /cancel ${symbol} takes them back.`,
    opensOne: (symbol: string) => `/long ${symbol} or /short ${symbol} opens one; /positions shows what is open.`,
    gone: 'That position is no longer open.',
    noPriceNow: (symbol: string, again: string) =>
      `Not placed: the price of ${symbol} cannot be read now, so nobody can say whether it is still that of the card. Ask again: ${again}`,
    passedLevel: {
      stop: (at: string, now: string) => `Not placed: the price is ${now} by now, past the stop ${at}.`,
      target: (at: string, now: string) => `Not placed: the price is ${now} by now, past the target ${at}.`,
    },
    turned: (symbol: string, side: string) =>
      `Not placed: the ${side} of ${symbol} is no longer open, the position has turned. /positions shows what is.`,
    twoSides: (symbol: string) => `Both sides of ${symbol} are open. Add long or short.`,
    notLoaded: (symbol: string) => `The rules of ${symbol} are not loaded yet.`,
    mayLook: (role: string) => `Your role is ${role}: it may look, not trade.`,
    choose: {
      s: 'Where should the stop be?',
      t: 'Where should the target be?',
      r: 'How far should the stop trail?',
      p: 'How much more?',
    },
    orWrite: (form: string) => `Or write ${form}`,
    buttons: {
      stop: 'SL',
      target: 'TP',
      even: 'Break-even',
      trail: 'Trail',
      reverse: 'Reverse',
      add: 'Add',
      more: 'More',
    },
    left: 'Left. Nothing was sent.',
    nothingOpen: 'No form is open.',
  },
  de: {
    protectTitle: (symbol, side, quantity) => `${symbol} ${side} ${quantity}`,
    none: '–',
    stop: (from, to) => `SL ${from} → ${to}`,
    targets: (from, to) => `TP ${from} → ${to}`,
    trailing: (from, to) => `Trailing ${from} → ${to}`,
    off: 'aus',
    rest: 'der Rest',
    whole: 'alles',
    away: (percent) => `${percent} vom Mark-Preis`,
    atStop: (pnl, asset) => `am Stop ≈ ${pnl} ${asset} vor Gebühren`,
    noLimit: 'Ohne Stop endet ein Verlust erst am Liquidationskurs.',
    liquidation: (price) => `Liq ${price}: Stops und Take-Profits ändern ihn nicht`,
    beyondLiquidation: 'Der Stop liegt jenseits des Liquidationskurses: er käme zu spät.',
    passed: 'Hat der Kurs ihn beim Tippen schon durchlaufen, ändert sich nichts.',
    staysQuantity: (quantity) =>
      `Es bleibt bei ${quantity}, auch wenn die Position wächst oder schrumpft, und nimmt höchstens, was dann gehalten wird.`,
    fires:
      'Er löst am letzten Kurs aus und wird zum Marktkurs ausgeführt; sofort, wenn der Kurs ihn beim Tippen schon durchlaufen hat.',
    until: 'Gilt bis zum Ende der Position, über Neustarts hinweg und neben den Routen.',
    short: { off: 'aus', trailing: 'Trailing' },
    setStop: 'Stop setzen',
    stopOff: 'Stop wegnehmen',
    setTargets: 'Take-Profits setzen',
    targetsOff: 'Take-Profits wegnehmen',
    setTrailing: 'Trailing-Stop setzen',
    trailingOff: 'Trailing-Stop wegnehmen',
    ownedBy: (parts) => `gehört ${parts}`,
    yourself: 'dir',
    person: (id) => `Benutzer ${id}`,
    nobody: 'niemandem hier (sie wird deine)',
    insteadOf: (routes) => `Anstelle dessen, was ${routes} setzen würde.`,
    routesOut: (routes) => `${routes} ist damit draußen und wartet auf den nächsten Einstieg.`,
    outOfRoutes: (routes) => `Es geht vom Teil von ${routes} ab und wird nicht zurückgekauft.`,
    outOfOwn: (routes) => `Es geht von deinem eigenen Teil ab; ${routes} behält den ihren.`,
    ownFirst: (routes) =>
      `Dein eigener Teil geht ganz, mit Stop und Take-Profits; der Rest geht vom Teil von ${routes} ab und wird nicht zurückgekauft.`,
    beside: (routes) =>
      `${routes} handelt dieses Symbol hier. Dein Teil gehört dir: die Route steigt daneben ein und schließt nur ihren eigenen.`,
    against: (route, side) =>
      `${route} hält hier einen ${side} und teilt mit niemandem: kein Handel dagegen. /close oder /reverse beendet die Position.`,
    reverseTitle: (symbol, from, to) => `${symbol} DREHEN ${from} → ${to}`,
    reverseMeans: 'Erst wird alles geschlossen; die andere Seite öffnet, wenn bewiesen ist, dass nichts übrig ist.',
    reverse: (side, quantity) => `Auf ${side} ${quantity} drehen`,
    entriesGo: (count, symbol) =>
      count === 1
        ? `Dein noch offener Einstieg in ${symbol} wird dabei storniert.`
        : `Deine ${count} noch offenen Einstiege in ${symbol} werden dabei storniert.`,
    stopsGo: 'Stops und Take-Profits gehen mit; die neue Position hat keine.',
    leverageTitle: (symbol) => `${symbol} Hebel`,
    marginTitle: (symbol) => `${symbol} Margin`,
    modeTitle: 'Positionsmodus',
    change: (from, to) => `${from} → ${to}`,
    already: (what) => `Es ist schon ${what}.`,
    setIt: (what) => `${what} setzen`,
    marginAfter: (from, to, asset) => `gebundene Margin ≈ ${from} → ${to} ${asset}`,
    liquidationAfter: (from, to) => `Liq geschätzt ${from} → ${to}`,
    liquidationStays: (price) => `Liq ${price}: bei Cross-Margin ändert der Hebel ihn nicht`,
    untilStart: 'Was die Konfiguration dafür vorgibt, wird beim nächsten Start wieder gesetzt.',
    onlyRaised: (symbol) =>
      `${symbol} hat eine isolierte Position: ihren Hebel hebt die Börse nur an. Schließ sie zuerst.`,
    symbolInUse: (symbol) =>
      `${symbol} hat eine Position oder offene Orders: die Börse nimmt das nur ohne. /positions und /orders zeigen sie.`,
    accountInUse: (account) =>
      `@${account} hat Positionen oder offene Orders: die Börse nimmt das nur ohne. /positions und /orders zeigen sie.`,
    needsFlat: 'Die Börse nimmt das nur, solange das Konto nichts hält und keine Order offen ist.',
    marginNeedsFlat: 'Die Börse nimmt das nur, solange in dem Symbol nichts gehalten wird und keine Order offen ist.',
    atMostLeverage: (symbol, most) => `${symbol} erlaubt bei der Größe höchstens ${most}x.`,
    wrongStop: (side, where, at, now) =>
      `Der Stop eines ${side} liegt ${where === 'above' ? 'über' : 'unter'} dem Kurs: ${at} gegen ${now}.`,
    wrongTarget: (side, where, at, now) =>
      `Der Take-Profit eines ${side} liegt ${where === 'above' ? 'über' : 'unter'} dem Kurs: ${at} gegen ${now}.`,
    notEven: (where, entry, now) =>
      `Die Position ist nicht im Gewinn: ihr Einstieg ${entry} liegt ${where === 'above' ? 'über' : 'unter'} dem Kurs ${now}, und ein Stop dort würde sie sofort schließen.`,
    usage: (form) => `Schreib es als ${form}`,
    decimalComma: (word) =>
      `„${word}“ kann ein Kurs sein oder mehrere. Schreib eine Dezimalzahl mit Punkt, 62000.5, und weit entfernte Take-Profits mit Leerzeichen dazwischen: 62000 130000.`,
    noPosition: (account, symbol) => `@${account} hält kein ${symbol}.`,
    otherSide: (side, quantity) => `Dort hält es ${side} ${quantity}.`,
    rests: (count, symbol) =>
      count === 1
        ? `Dort liegt eine Order: /cancel ${symbol} nimmt sie zurück.`
        : `Dort liegen ${count} Orders: /cancel ${symbol} nimmt sie zurück.`,
    opensOne: (symbol) => `/long ${symbol} oder /short ${symbol} eröffnet eine; /positions zeigt, was offen ist.`,
    gone: 'Diese Position ist nicht mehr offen.',
    noPriceNow: (symbol, again) =>
      `Nicht platziert: Der Kurs von ${symbol} ist gerade nicht lesbar, also weiß niemand, ob noch der Kurs der Karte gilt. Frag noch einmal: ${again}`,
    passedLevel: {
      stop: (at, now) => `Nicht platziert: der Kurs ist inzwischen ${now}, jenseits des Stops ${at}.`,
      target: (at, now) => `Nicht platziert: der Kurs ist inzwischen ${now}, jenseits des Take-Profits ${at}.`,
    },
    turned: (symbol, side) =>
      `Nicht platziert: der ${side} in ${symbol} ist nicht mehr offen, die Position hat gedreht. /positions zeigt, was offen ist.`,
    twoSides: (symbol) => `Beide Seiten von ${symbol} sind offen. Füge long oder short hinzu.`,
    notLoaded: (symbol) => `Die Regeln von ${symbol} sind noch nicht geladen.`,
    mayLook: (role) => `Deine Rolle ist ${role}: sie darf sehen, nicht handeln.`,
    choose: {
      s: 'Wo soll der Stop stehen?',
      t: 'Wo soll der Take-Profit stehen?',
      r: 'Mit welchem Abstand soll der Stop folgen?',
      p: 'Wie viel mehr?',
    },
    orWrite: (form) => `Oder schreib ${form}`,
    buttons: {
      stop: 'SL',
      target: 'TP',
      even: 'Break-even',
      trail: 'Trailing',
      reverse: 'Drehen',
      add: 'Aufstocken',
      more: 'Mehr',
    },
    left: 'Verlassen. Nichts wurde gesendet.',
    nothingOpen: 'Kein Formular ist offen.',
  },
});
