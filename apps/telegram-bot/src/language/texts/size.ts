import { inLanguages } from '../in-languages.ts';

/** How much: what became of the size that was asked for, and what it does. */
export const sizeTexts = inLanguages({
  en: {
    rounded: (asked: string, quantity: string, step: string) =>
      `${asked} is rounded down to ${quantity} (step ${step}).`,
    tooSmall: (asked: string, asset: string, smallest: string, worth: string) =>
      `${asked} ${asset} is too small. The smallest order is ${smallest} (≈ ${worth}).`,
    targetTooSmall: (smallest: string) =>
      `What the targets take is too small for an order: the smallest is ${smallest} there.`,
    tooLarge: (asked: string, asset: string, largest: string) =>
      `${asked} ${asset} is too large. The largest market order is ${largest}.`,
    moreThanFree: (free: string, asset: string) => `That needs more than the free ${free} ${asset}.`,
    stopForOwn: 'The stop is for all of your own part of the position.',
    stopMoves: (from: string, to: string) => `SL ${from} → ${to}, for all of your own part of the position.`,
    stopStays: (at: string) => `SL ${at} stays, and covers what is added.`,
    targetsForOwn: 'The targets are for all of your own part of the position.',
    targetsReplace: (which: string) =>
      `The new targets take the place of TP ${which}, for all of your own part of the position.`,
    targetsStay: (which: string) => `TP ${which} stay; those in percent take their share of what is added, too.`,
    liquidatedAtOnce:
      'The account’s margin does not carry it: it would be liquidated at once. The exchange will most likely refuse it.',
    beyondLiquidation: 'The stop is beyond the estimated liquidation price: it would come too late.',
    countsOnFill: 'What stands stays until the order begins to fill.',
    countsAtOnce: 'Where none stands, that counts for what is held from now on, and stays if the order is canceled.',
    nearestOnly:
      'Others have a part in the position: only the nearest target stands at the exchange, the next one once it has filled.',
    levelsGo: 'Stops and targets of what is open go with it.',
    nothing: 'nothing',
    leaves: (held: string, left: string) => `Open already: ${held}. This order leaves ${left}.`,
    level: { price: 'The price', stop: 'The stop', target: 'The target' },
    onTick: (what: string, from: string, to: string, tick: string) =>
      `${what} ${from} is rounded to ${to} (tick ${tick}).`,
    takesNow: (market: string) => `The market is at ${market}: the order takes it at once, at most to its price.`,
    form: 'Write it as 0.01 (base asset), $500 (notional), 5% (of equity, as notional) or risk1% (of equity, lost at the stop), with a point.',
    noSize: (typed: string) => `“${typed}” is no size.`,
    noPart: (typed: string) => `“${typed}” is no part. Write 50% or 0.01 (base asset), or nothing for all of it.`,
    atMost: (whole: string) => `The position is ${whole}: at most that can be closed.`,
    belowSmallest: (asked: string, smallest: string, whole: string, command: string) =>
      `${asked} is below the smallest order ${smallest}. The whole position is ${whole}: ${command} closes it.`,
  },
  de: {
    rounded: (asked, quantity, step) => `${asked} wird auf ${quantity} abgerundet (Schritt ${step}).`,
    tooSmall: (asked, asset, smallest, worth) =>
      `${asked} ${asset} ist zu klein. Die kleinste Order ist ${smallest} (≈ ${worth}).`,
    targetTooSmall: (smallest) =>
      `Was die Take-Profits nehmen, ist zu klein für eine Order: die kleinste ist dort ${smallest}.`,
    tooLarge: (asked, asset, largest) => `${asked} ${asset} ist zu groß. Die größte Market-Order ist ${largest}.`,
    moreThanFree: (free, asset) => `Das braucht mehr als die freien ${free} ${asset}.`,
    stopForOwn: 'Der Stop gilt für deinen ganzen eigenen Teil der Position.',
    stopMoves: (from, to) => `SL ${from} → ${to}, für deinen ganzen eigenen Teil der Position.`,
    stopStays: (at) => `SL ${at} bleibt und gilt auch für das, was dazukommt.`,
    targetsForOwn: 'Die Take-Profits gelten für deinen ganzen eigenen Teil der Position.',
    targetsReplace: (which) =>
      `Die neuen Take-Profits treten an die Stelle von TP ${which}, für deinen ganzen eigenen Teil der Position.`,
    targetsStay: (which) => `TP ${which} bleiben; die in Prozent nehmen ihren Anteil auch von dem, was dazukommt.`,
    liquidatedAtOnce: 'Die Margin des Kontos trägt das nicht: es würde sofort liquidiert. Die Börse lehnt es wohl ab.',
    beyondLiquidation: 'Der Stop liegt jenseits des geschätzten Liquidationskurses: er käme zu spät.',
    countsOnFill: 'Was steht, bleibt, bis die Order die erste Ausführung hat.',
    countsAtOnce:
      'Wo nichts steht, gilt das ab sofort für das, was gehalten wird, und bleibt, wenn die Order storniert wird.',
    nearestOnly:
      'Andere haben einen Teil der Position: an der Börse steht nur der nächste Take-Profit, der folgende, sobald er ausgeführt ist.',
    levelsGo: 'Stops und Take-Profits dessen, was offen ist, gehen mit.',
    nothing: 'nichts',
    leaves: (held, left) => `Schon offen: ${held}. Nach dieser Order bleibt ${left}.`,
    level: { price: 'Der Kurs', stop: 'Der Stop', target: 'Der Take-Profit' },
    onTick: (what, from, to, tick) => `${what} ${from} wird auf ${to} gerundet (Tick ${tick}).`,
    takesNow: (market) => `Der Markt steht bei ${market}: die Order nimmt ihn sofort, höchstens bis zu ihrem Kurs.`,
    form: 'Schreib sie als 0.01 (Basiswert), $500 (Nominalwert), 5% (des Eigenkapitals, als Nominalwert) oder risk1% (des Eigenkapitals, Verlust am Stop), mit Punkt.',
    noSize: (typed) => `„${typed}“ ist keine Menge.`,
    noPart: (typed) => `„${typed}“ ist kein Teil. Schreib 50% oder 0.01 (Basiswert), oder nichts für alles.`,
    atMost: (whole) => `Die Position ist ${whole}: höchstens das lässt sich schließen.`,
    belowSmallest: (asked, smallest, whole, command) =>
      `${asked} liegt unter der kleinsten Order ${smallest}. Die ganze Position ist ${whole}: ${command} schließt sie.`,
  },
});
