import { isRecord } from '../http/is-record.ts';
import { amountOf, idOf } from './fields.ts';
import type { WireOrderTradeUpdate } from './order-trade-update.ts';

/**
 * Hot: what `orderTradeUpdateSchema` makes of a step of an order, in a tenth of its steps; `null` where there is anything
 * in it that it may have to say something about.
 */
export function readOrderStep(event: unknown): WireOrderTradeUpdate | null {
  if (!isRecord(event) || !isRecord(event['o'])) return null;
  const { E, T: updatedAt, o } = event;
  if (!isTime(E) || !isTime(updatedAt)) return null;
  const { s, c, S, o: type, f, x, X, N, T, m, R, wt, ps, cp, gtd, st, er } = o;
  if (typeof s !== 'string' || typeof c !== 'string' || typeof S !== 'string' || typeof type !== 'string') return null;
  if (typeof f !== 'string' || typeof x !== 'string' || typeof X !== 'string' || typeof ps !== 'string') return null;
  if (typeof m !== 'boolean' || typeof R !== 'boolean' || !(cp === undefined || typeof cp === 'boolean')) return null;
  if (!isTime(T) || !(gtd === undefined || isTime(gtd))) return null;
  if (!isText(N) || !isText(wt) || !isTextOrWhole(st) || !isTextOrWhole(er)) return null;
  const i = idOf(o['i']);
  const t = idOf(o['t']);
  const si = o['si'] === undefined ? undefined : idOf(o['si']);
  if (i === null || t === null || si === null) return null;
  const q = amountOf(o['q']);
  const p = amountOf(o['p']);
  const ap = amountOf(o['ap']);
  const l = amountOf(o['l']);
  const z = amountOf(o['z']);
  const L = amountOf(o['L']);
  const rp = amountOf(o['rp']);
  if (q === null || p === null || ap === null || l === null || z === null || L === null || rp === null) return null;
  const sp = unlessMissing(o['sp']);
  const n = unlessMissing(o['n']);
  const AP = unlessMissing(o['AP']);
  const cr = unlessMissing(o['cr']);
  if (sp === null || n === null || AP === null || cr === null) return null;
  const amounts = { q, p, ap, sp, l, z, L, n, AP, cr, rp };
  return {
    E,
    T: updatedAt,
    o: { s, c, S, o: type, f, x, X, i, N, T, t, m, R, wt, ps, cp, gtd, si, st, er, ...amounts },
  };
}

function unlessMissing(value: unknown) {
  return value === undefined ? undefined : amountOf(value);
}

function isText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function isTextOrWhole(value: unknown): value is string | number | undefined {
  return isText(value) || isTime(value);
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
