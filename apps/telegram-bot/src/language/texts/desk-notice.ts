import { inLanguages } from '../in-languages.ts';

const writes = (count: number) => (count === 1 ? '1 write' : `${count} writes`);
const eintraege = (count: number) => (count === 1 ? '1 Eintrag' : `${count} Einträge`);

/** What concerns the whole desk. */
export const deskNoticeTexts = inLanguages({
  en: {
    panic: (actor: string) => `PANIC by ${actor}`,
    panicMeans: 'Signals are blocked, entries are being cancelled, positions are being closed.',
    flat: 'FLAT',
    notFlat: 'NOT FLAT',
    closed: (what: string) => `closed ${what}`,
    left: (what: string) => `left ${what}`,
    nothingToClose: 'There was nothing to close.',
    confirmed: 'The exchange confirmed it twice. Entries stay blocked until /resume.',
    again: 'Send /panic again, or close it at the exchange. Entries stay blocked.',
    paused: 'Paused',
    pausedMeans: (actor: string) => ` by ${actor}. No entries until /resume; closing stays possible.`,
    whoResumes: 'Who paused may resume, as may an owner or a trader of every account.',
    entering: (count: number) =>
      count === 1
        ? '⚠️ 1 entry order is at the exchange already and may still fill:'
        : `⚠️ ${count} entry orders are at the exchange already and may still fill:`,
    cancelThem:
      'If they are not to, /cancel all takes them back, on each account. /panic does too, and closes all positions.',
    resumed: 'Resumed',
    resumedMeans: (actor: string) => ` by ${actor}.`,
    accepted: (places: string) => ` Drift accepted: ${places}.`,
    started: 'Desk started',
    taken: (count: number) => `${count === 1 ? '1 signal' : `${count} signals`} taken up again`,
    expired: (count: number) => `${count === 1 ? '1 signal' : `${count} signals`} expired while it was off`,
    sender: (route: string) => `Alerts of ${route} come from a new address`,
    tradingView: 'one of TradingView’s',
    firstOne: 'the first one',
    before: (count: number) => (count === 1 ? '1 other address before' : `${count} other addresses before`),
    notYours: 'If that is not yours, replace the route’s token; allowFrom lets only named addresses in.',
    why: {
      'disk-full': 'its disk is full',
      'read-only': 'its disk or server takes no writes',
      io: 'its disk fails',
      gone: 'its file was moved or deleted',
      corrupt: 'it is damaged',
      unreachable: 'its server does not answer',
      held: 'another desk has it',
      'unsafe-server': 'its server does not keep what it confirms',
    },
    unwritable: 'The journal cannot be written',
    noEntry: 'No entry begins: alerts are refused, so that they come again, and so are orders that add risk.',
    exitsGoOn:
      'Exits, stops, closing by hand and /panic go on. They are kept in memory until the journal takes them; if the desk ends before, they are not recorded.',
    mendIt: 'Mend it now. This desk says here when it writes again.',
    writable: 'The journal is written again',
    since: (time: string, why: string) => `It could not be written since ${time}: ${why}.`,
    lost: (count: number) =>
      `⚠️ It holds something else than this desk remembered: ${writes(count)} could not be put into it. What was done meanwhile is read from the exchange; compare it with /positions.`,
    nothingAlone: 'Nothing was in memory alone.',
    caughtUp: (count: number) => `What was done meanwhile is in it now: ${writes(count)}.`,
    entriesAgain: 'Entries are taken again.',
  },
  de: {
    panic: (actor) => `PANIC von ${actor}`,
    panicMeans: 'Signale sind gesperrt, Einstiege werden storniert, Positionen geschlossen.',
    flat: 'FLAT',
    notFlat: 'NICHT FLAT',
    closed: (what) => `geschlossen ${what}`,
    left: (what) => `übrig ${what}`,
    nothingToClose: 'Es gab nichts zu schließen.',
    confirmed: 'Die Börse hat es zweimal bestätigt. Einstiege bleiben bis /resume gesperrt.',
    again: 'Schick /panic noch einmal, oder schließ es an der Börse. Einstiege bleiben gesperrt.',
    paused: 'Pausiert',
    pausedMeans: (actor) => ` von ${actor}. Keine Einstiege bis /resume; Schließen bleibt möglich.`,
    whoResumes: 'Fortsetzen darf, wer pausiert hat, sowie ein Inhaber oder Trader aller Konten.',
    entering: (count) =>
      count === 1
        ? '⚠️ 1 Einstiegsorder ist schon an der Börse und kann noch ausgeführt werden:'
        : `⚠️ ${count} Einstiegsorders sind schon an der Börse und können noch ausgeführt werden:`,
    cancelThem:
      'Wenn sie das nicht sollen, storniert /cancel all sie, je Konto. Auch /panic tut das, und schließt alle Positionen.',
    resumed: 'Fortgesetzt',
    resumedMeans: (actor) => ` von ${actor}.`,
    accepted: (places) => ` Abweichung hingenommen: ${places}.`,
    started: 'Desk gestartet',
    taken: (count) => `${count === 1 ? '1 Signal' : `${count} Signale`} wieder aufgenommen`,
    expired: (count) => `${count === 1 ? '1 Signal' : `${count} Signale`} verfallen, während er aus war`,
    sender: (route) => `Alarme von ${route} kommen von einer neuen Adresse`,
    tradingView: 'eine von TradingView',
    firstOne: 'die erste',
    before: (count) => (count === 1 ? '1 andere Adresse vorher' : `${count} andere Adressen vorher`),
    notYours: 'Ist das nicht deine, ersetze das Token der Route; allowFrom lässt nur genannte Adressen ein.',
    why: {
      'disk-full': 'die Platte ist voll',
      'read-only': 'Platte oder Server nimmt keine Schreibzugriffe an',
      io: 'die Platte fällt aus',
      gone: 'die Datei wurde verschoben oder gelöscht',
      corrupt: 'es ist beschädigt',
      unreachable: 'der Server antwortet nicht',
      held: 'ein anderer Desk hat es',
      'unsafe-server': 'der Server behält nicht, was er bestätigt',
    },
    unwritable: 'Das Journal kann nicht geschrieben werden',
    noEntry:
      'Kein Einstieg beginnt: Alarme werden abgelehnt, damit sie wiederkommen, und ebenso Orders, die das Risiko erhöhen.',
    exitsGoOn:
      'Ausstiege, Stops, Schließen von Hand und /panic laufen weiter. Sie bleiben im Speicher, bis das Journal sie aufnimmt; endet der Desk vorher, sind sie nicht festgehalten.',
    mendIt: 'Behebe es jetzt. Der Desk meldet hier, sobald er wieder schreibt.',
    writable: 'Das Journal wird wieder geschrieben',
    since: (time, why) => `Es ging nicht seit ${time}: ${why}.`,
    lost: (count) =>
      `⚠️ Es enthält etwas anderes, als der Desk wusste: ${eintraege(count)} ${count === 1 ? 'ließ' : 'ließen'} sich nicht nachtragen. Was inzwischen geschah, wird von der Börse gelesen; vergleiche es mit /positions.`,
    nothingAlone: 'Nichts war allein im Speicher.',
    caughtUp: (count) => `Was inzwischen geschah, steht jetzt darin: ${eintraege(count)}.`,
    entriesAgain: 'Einstiege werden wieder angenommen.',
  },
});
