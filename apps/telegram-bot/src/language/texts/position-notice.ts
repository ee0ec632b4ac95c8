import { inLanguages } from '../in-languages.ts';

/** Stops, targets, positions, accounts. */
export const positionNoticeTexts = inLanguages({
  en: {
    stopPlaced: (place: string, price: string, by: string, distance: string) =>
      `${place} stop at ${price} by ${by}, ${distance} from the entry`,
    stopMoved: (place: string, from: string, to: string, why: string) =>
      `${place} stop moved from ${from} to ${to}, ${why}`,
    moved: { 'break-even': 'at the entry now', entry: 'by the new entry', hand: 'by hand' },
    stopNotMoved: (place: string, price: string) => `${place} stop could not be moved to ${price}`,
    stays: (price: string) => `The one at ${price} stays.`,
    targetsMerged: (place: string, list: string, count: number) =>
      count === 1 ? `${place} target ${list} is too small` : `${place} targets ${list} are too small`,
    mergedWith: (count: number) =>
      `The exchange takes no order of that size. ${count === 1 ? 'It' : 'Each'} goes with the target beside it, where there is one.`,
    noStop: (place: string) => `${place} has no stop`,
    deskCloses: 'The desk closes the position. Look at it now.',
    unowned: (what: string) => `${what}: not opened here`,
    unownedMeans: (route: string) =>
      `The strategy of ${route} leaves that side. The desk did not open it and leaves it alone.`,
    closesIt: (symbol: string) => `/close ${symbol} closes it`,
    stuck: (place: string) => `${place} has an order that does not execute`,
    lookThere: 'Look at it at the exchange.',
    closed: (place: string, cause: string) => `${place} closed ${cause}`,
    cause: {
      signal: 'by the signal',
      operator: 'by hand',
      stop: 'by its stop',
      target: 'by its target',
      panic: 'by /panic',
      drift: 'since no strategy owned it',
      liquidation: 'by liquidation',
      adl: 'by auto-deleveraging',
      foreign: 'outside the desk',
    },
    resultWhole: (made: string, fees: string) =>
      `the whole position: ${made} realised, fees ${fees}; funding is not in it`,
    resultSince: (time: string, made: string, fees: string) =>
      `since ${time}, all that the desk knows of the position: ${made} realised, fees ${fees}; funding is not in it`,
    feesBeside: (counted: string, others: string) => `${counted} and, not counted here, ${others}`,
    resultOfOrder: (pnl: string) => `PnL ${pnl} before fees, of the order that closed it alone`,
    resultOpen: 'Its PnL is not known yet: /pnl says it once all fills are.',
    drift: (place: string) => `${place} is not what strategies own`,
    connected: 'connected',
    wasAway: (span: string) => `was away for ${span}`,
    missed: (fills: number) =>
      `${fills === 1 ? '1 fill' : `${fills} fills`} came meanwhile and ${fills === 1 ? 'is' : 'are'} read.`,
    pastRead: 'what it missed is read, entries go on',
    hadWaited: (span: string) => `they waited for ${span}`,
    notConnected: 'not connected',
    pastUnread: 'what it missed cannot be read',
    unprotected: (what: string) => `${what}: nothing protects it`,
    of: (part: string, whole: string) => `${part} of ${whole}`,
    unprotectedMeans: 'No strategy of this desk owns it, and no stop stands for it. The desk leaves it alone.',
    protectAll: (symbol: string) => `Set a stop at the exchange, or /close ${symbol}.`,
    protectPart: 'Set a stop at the exchange, or close it there.',
    stray: (place: string) => `${place} has an order that the journal does not know`,
    strayId: (order: string, id: string) =>
      `${order}, ${id}: its id is of this desk, or of another one on the account.`,
    strayMeans: (isEntry: boolean) =>
      `The desk leaves it alone${isEntry ? ', and it may open a position' : ''}. Look at it at the exchange.`,
    fault: (what: string) => `The desk fails at ${what}`,
    unread: (what: string) => `The desk cannot read ${what} in its journal`,
    desk: 'Desk',
    leftOut: {
      signal: 'The signal is refused.',
      intent: 'Its order is left out; one that was sent may stand or fill at the exchange.',
      protection:
        'Its stops and targets are not kept any more. Without a stop the position is closed, and it opens nothing until the desk is started anew.',
      account:
        'Nothing is begun or closed there until the desk is started anew; what stands at the exchange stands. Look at it now: /panic closes what is open.',
      check: 'It is not looked at any more until the desk is started anew.',
      desk: 'It cannot go on without that, and starts anew every half a minute. Look at the log, and at what is open.',
      'unread-signal':
        'It is refused, and what was not sent for it is left out; orders that were sent are followed to their end. `perpdesk signals show` with this id shows what the journal holds: what is missing has to be done by hand.',
      'unread-order':
        'What it was for is not known any more. One that was not sent is left out. One that was sent is followed to its end, and its fills are its strategy’s; an entry is not sent again, and what rests of it is canceled.',
      'unread-state':
        'What was known there is not known any more, and no risk is added by it: a strategy waits for its next entry, keeps the stop that stands, else has its route’s, and its targets are the route’s; a difference from the exchange lets nothing be opened in its instrument until /resume; a block stands until /resume.',
    },
    thisAccount: 'this account',
    ownWork: 'its own work',
    goesOn: 'All else goes on.',
    mayBeOpen: 'It was to close something that may be open still: look at the position now.',
  },
  de: {
    stopPlaced: (place, price, by, distance) =>
      `${place} Stop bei ${price} nach ${by === 'mark' ? 'Mark-Preis' : 'letztem Kurs'}, ${distance} vom Einstieg`,
    stopMoved: (place, from, to, why) => `${place} Stop von ${from} auf ${to} verschoben, ${why}`,
    moved: { 'break-even': 'jetzt auf dem Einstieg', entry: 'wegen des neuen Einstiegs', hand: 'von Hand' },
    stopNotMoved: (place, price) => `${place} Stop ließ sich nicht auf ${price} verschieben`,
    stays: (price) => `Der bei ${price} bleibt.`,
    targetsMerged: (place, list, count) =>
      count === 1 ? `${place} Take-Profit ${list} ist zu klein` : `${place} Take-Profits ${list} sind zu klein`,
    mergedWith: (count) =>
      `Die Börse nimmt keine Order dieser Größe. ${count === 1 ? 'Er' : 'Jeder'} geht mit dem Take-Profit daneben, wo einer ist.`,
    noStop: (place) => `${place} hat keinen Stop`,
    deskCloses: 'Der Desk schließt die Position. Sieh jetzt nach.',
    unowned: (what) => `${what}: nicht hier eröffnet`,
    unownedMeans: (route) =>
      `Die Strategie von ${route} verlässt diese Seite. Der Desk hat sie nicht eröffnet und lässt sie in Ruhe.`,
    closesIt: (symbol) => `/close ${symbol} schließt sie`,
    stuck: (place) => `${place} hat eine Order, die nicht ausgeführt wird`,
    lookThere: 'Sieh an der Börse nach.',
    closed: (place, cause) => `${place} geschlossen ${cause}`,
    cause: {
      signal: 'durch das Signal',
      operator: 'von Hand',
      stop: 'durch ihren Stop',
      target: 'durch ihren Take-Profit',
      panic: 'durch /panic',
      drift: 'da sie keiner Strategie gehört',
      liquidation: 'durch Liquidation',
      adl: 'durch Auto-Deleveraging',
      foreign: 'außerhalb des Desks',
    },
    resultWhole: (made, fees) =>
      `die ganze Position: ${made} realisiert, Gebühren ${fees}; Funding ist nicht enthalten`,
    resultSince: (time, made, fees) =>
      `seit ${time}, was der Desk von der Position weiß: ${made} realisiert, Gebühren ${fees}; Funding ist nicht enthalten`,
    feesBeside: (counted, others) => `${counted} und, hier nicht gezählt, ${others}`,
    resultOfOrder: (pnl) => `PnL ${pnl} vor Gebühren, nur der Order, die sie schloss`,
    resultOpen: 'Ihr PnL ist noch nicht bekannt: /pnl sagt ihn, sobald es alle Ausführungen sind.',
    drift: (place) => `${place} weicht von dem ab, was Strategien halten`,
    connected: 'verbunden',
    wasAway: (span) => `war ${span} weg`,
    missed: (fills) =>
      `${fills === 1 ? '1 Ausführung kam' : `${fills} Ausführungen kamen`} inzwischen und ${fills === 1 ? 'ist' : 'sind'} gelesen.`,
    pastRead: 'was es verpasst hat, ist gelesen, Einstiege gehen weiter',
    hadWaited: (span) => `sie haben ${span} gewartet`,
    notConnected: 'nicht verbunden',
    pastUnread: 'was es verpasst hat, lässt sich nicht lesen',
    unprotected: (what) => `${what}: nichts schützt sie`,
    of: (part, whole) => `${part} von ${whole}`,
    unprotectedMeans:
      'Keiner Strategie dieses Desks gehört sie, und kein Stop steht dafür. Der Desk lässt sie in Ruhe.',
    protectAll: (symbol) => `Setz einen Stop an der Börse, oder /close ${symbol}.`,
    protectPart: 'Setz einen Stop an der Börse, oder schließ sie dort.',
    stray: (place) => `${place} hat eine Order, die das Journal nicht kennt`,
    strayId: (order, id) => `${order}, ${id}: die ID gehört diesem Desk oder einem anderen auf dem Konto.`,
    strayMeans: (isEntry) =>
      `Der Desk lässt sie in Ruhe${isEntry ? ', und sie kann eine Position eröffnen' : ''}. Sieh an der Börse nach.`,
    fault: (what) => `Der Desk scheitert an ${what}`,
    unread: (what) => `Der Desk kann ${what} in seinem Journal nicht lesen`,
    desk: 'Desk',
    leftOut: {
      signal: 'Das Signal wird abgelehnt.',
      intent: 'Die Order wird ausgelassen; eine schon gesendete kann an der Börse stehen oder ausgeführt werden.',
      protection:
        'Stops und Take-Profits werden nicht mehr gepflegt. Ohne Stop wird die Position geschlossen, und bis zum Neustart des Desks eröffnet die Strategie nichts.',
      account:
        'Bis zum Neustart des Desks wird dort nichts begonnen oder geschlossen; was an der Börse steht, bleibt. Sieh jetzt nach: /panic schließt, was offen ist.',
      check: 'Danach wird bis zum Neustart des Desks nicht mehr gesehen.',
      desk: 'Ohne das geht es nicht weiter; der Desk beginnt alle halbe Minute neu. Sieh ins Log, und nach dem, was offen ist.',
      'unread-signal':
        'Es wird abgelehnt, und was dafür nicht gesendet war, wird ausgelassen; gesendete Orders werden bis zu ihrem Ende verfolgt. `perpdesk signals show` mit dieser Kennung zeigt, was im Journal steht: was fehlt, ist von Hand zu tun.',
      'unread-order':
        'Wofür sie war, ist nicht mehr bekannt. War sie nicht gesendet, wird sie ausgelassen. Eine gesendete wird bis zu ihrem Ende verfolgt, und was von ihr ausgeführt wird, gehört ihrer Strategie; ein Einstieg wird nicht noch einmal gesendet, und was von ihm liegt, wird storniert.',
      'unread-state':
        'Was dort bekannt war, ist nicht mehr bekannt, und es kommt kein Risiko dazu: eine Strategie wartet auf ihren nächsten Einstieg, behält den Stop, der steht, sonst gilt der ihrer Route, und die Take-Profits sind die der Route; eine Abweichung von der Börse lässt in ihrem Instrument bis /resume nichts eröffnen; eine Sperre steht bis /resume.',
    },
    thisAccount: 'diesem Konto',
    ownWork: 'der eigenen Arbeit',
    goesOn: 'Alles andere läuft weiter.',
    mayBeOpen: 'Es sollte etwas schließen, das noch offen sein kann: sieh die Position jetzt an.',
  },
});
