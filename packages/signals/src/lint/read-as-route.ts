import { toSymbol } from '@perpdesk/broker-core';
import { defineRoute } from '../define-route.ts';
import { readRouteAlert } from '../dialects/read-route-alert.ts';
import { type JudgedAlert, judgeAlert } from '../inbox/judge-alert.ts';
import { checkSecret } from '../normalise/check-secret.ts';
import { readTime } from '../parse/read-time.ts';
import { askedOf, checkEntryStop, stopOf } from '../plan/stop-of.ts';
import type { Route } from '../route.ts';
import type { Refusal, Signal } from '../signal.ts';
import type { WishSignal } from '../wish.ts';
import { fillTemplate } from './fill-template.ts';
import type { LintForm } from './lint-template.ts';
import { sampleValue, SAMPLE_VALUES } from './placeholders.ts';

export interface RouteReading {
  /** Why the desk would not do what the alert says; `null`: nothing stands against it. */
  readonly refusal: Refusal | null;
  /** What is wrong with the route's secret in the body. */
  readonly secret: Refusal | null;
}

/** Reads the filled template as its route would; where none is named, as one that takes every instrument. */
export function readAsRoute(template: string, text: string, form: LintForm): RouteReading {
  const named = form.route ?? defineRoute({ id: 'lint', brokers: [], symbols: [], ...formOf(form) });
  const symbols = form.route !== undefined && isSymbolWritten(template, text, form) ? named.symbols : allOf(text, form);
  // both are looked at by themselves
  const route: Route = { ...named, symbols, perFireId: false, secretHash: null };
  const judged = judgeAlert(bytesOf(text), route, { signalId: 'lint', receivedAt: receivedAt() });
  return { refusal: refusalOf(judged, route), secret: secretFault(judged, form) };
}

function refusalOf({ judgement }: JudgedAlert, route: Route): Refusal | null {
  if (judgement.kind === 'refusal') return judgement.refusal;
  return judgement.kind === 'signal' ? entryRefusal(judgement.signal, route) : null;
}

/** What only refuses the entry is looked at once what is owned is known. */
function entryRefusal(signal: Signal | WishSignal, route: Route): Refusal | null {
  if (signal.entryRefusal != null) return { ok: false, ...signal.entryRefusal };
  const direction = opens(signal);
  if (direction === null) return null;
  const stop = stopOf(route, askedOf(route, signal.protect));
  return checkEntryStop({ stop, isNeeded: route.stopLoss?.fromAlert === true, direction, price: null });
}

/** The side that it opens for certain; a single order may close one instead. */
function opens(signal: Signal | WishSignal): 'long' | 'short' | null {
  if ('wishes' in signal) {
    const hold = signal.wishes.find((wish) => wish.type === 'hold');
    return hold === undefined ? null : hold.direction;
  }
  if (signal.transition !== 'open' && signal.transition !== 'reverse') return null;
  return signal.next.isNegative() ? 'short' : 'long';
}

/** A value that is not known here is only looked for. */
function secretFault({ evidence }: JudgedAlert, { mode, route, needsSecret = false }: LintForm): Refusal | null {
  const secretHash = route?.secretHash ?? (needsSecret ? NO_HASH : null);
  if (mode !== 'notify' && !evidence.isJson) return null;
  if (evidence.secret !== null && secretHash === NO_HASH) return null;
  return checkSecret(evidence.secret, { secretHash });
}

const NO_HASH = '';

/** Another chart gives the same instrument. */
function isSymbolWritten(template: string, text: string, form: LintForm): boolean {
  const other = fillTemplate(template, (name) => OTHER_CHART[name] ?? sampleValue(name)).text;
  return symbolOf(other, form) === symbolOf(text, form);
}

const OTHER_CHART: Readonly<Record<string, string>> = { ticker: 'ETHUSDT.P', 'syminfo.basecurrency': 'ETH' };

function allOf(text: string, form: LintForm): readonly string[] {
  const symbol = toSymbol(symbolOf(text, form) ?? '')?.symbol;
  return symbol === undefined ? [] : [symbol];
}

function symbolOf(text: string, form: LintForm): string | null {
  const read = form.mode === 'notify' ? null : readRouteAlert(bytesOf(text), form);
  return read?.ok === true ? read.alert.symbol : null;
}

function formOf({ mode, dialect }: LintForm): Pick<Route, 'mode' | 'dialect'> {
  return { mode, dialect };
}

function receivedAt(): number {
  const time = readTime(SAMPLE_VALUES['timenow'] ?? '', 'timenow');
  return time.ok ? time.value : 0;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
