import { inLanguages } from '../in-languages.ts';

const orders = (count: number) => (count === 1 ? '1 order' : `${count} orders`);
const orderZahl = (count: number) => (count === 1 ? '1 Order' : `${count} Orders`);

export const statusTexts = inLanguages({
  en: {
    connected: '✓ connected',
    notConnected: '✗ not connected',
    heard: (span: string) => `heard ${span} ago`,
    clock: (offset: string) => `clock ${offset}`,
    signals: { blocked: 'Signals blocked after /panic', paused: 'Signals paused', on: 'Signals on' },
    today: (count: number) => `${count} today`,
    held: (count: number) => `${count} held`,
    unknown: (count: number) => `${orders(count)} with an outcome not known yet, checking`,
    needsOperator: (count: number) => `${orders(count)} that cannot be proven: please look, then /settle`,
    halted: (places: string) => `Entries halted by drift: ${places}. /resume accepts it.`,
    others: (count: number) => `+${count} ${count === 1 ? 'other' : 'others'}`,
    unwritable: (code: string) => `The journal cannot be written (${code}): no entry begins, and nothing is recorded.`,
    stopping: 'The desk is stopping.',
    outboxEmpty: 'Outbox empty',
    outbox: (count: number) => `Outbox ${count} waiting`,
    oldest: (span: string) => `oldest ${span}`,
    lost: (count: number) => `lost ${count}`,
    up: (span: string) => `up ${span}`,
    unreachable: (chats: string) => `Cannot be reached: chat ${chats}. Messages wait until somebody writes there.`,
  },
  de: {
    connected: '✓ verbunden',
    notConnected: '✗ nicht verbunden',
    heard: (span) => `gehört vor ${span}`,
    clock: (offset) => `Uhr ${offset}`,
    signals: { blocked: 'Signale gesperrt nach /panic', paused: 'Signale pausiert', on: 'Signale an' },
    today: (count) => `heute ${count}`,
    held: (count) => `${count} zurückgehalten`,
    unknown: (count) => `${orderZahl(count)} mit noch unbekanntem Ausgang, wird geprüft`,
    needsOperator: (count) => `${orderZahl(count)}, bei denen nichts zu beweisen ist: bitte nachsehen, dann /settle`,
    halted: (places) => `Einstiege angehalten wegen Abweichung: ${places}. /resume nimmt sie hin.`,
    others: (count) => `+${count} ${count === 1 ? 'weiterer' : 'weitere'}`,
    unwritable: (code) =>
      `Das Journal kann nicht geschrieben werden (${code}): kein Einstieg beginnt, und nichts wird festgehalten.`,
    stopping: 'Der Desk wird beendet.',
    outboxEmpty: 'Postausgang leer',
    outbox: (count) => `Postausgang: ${count} warten`,
    oldest: (span) => `älteste seit ${span}`,
    lost: (count) => `verloren ${count}`,
    up: (span) => `läuft seit ${span}`,
    unreachable: (chats) => `Nicht erreichbar: Chat ${chats}. Meldungen warten, bis dort jemand schreibt.`,
  },
});
