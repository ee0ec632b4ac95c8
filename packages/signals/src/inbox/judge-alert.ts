import { DIALECTS } from '../dialects/dialects.ts';
import { readRouteAlert } from '../dialects/read-route-alert.ts';
import { checkSecret } from '../normalise/check-secret.ts';
import { normaliseForRoute } from '../normalise/normalise-for-route.ts';
import type { HideSecrets } from '../parse/hide-secrets.ts';
import type { BodyEvidence } from '../parse/read-body.ts';
import { readMessage } from '../parse/read-message.ts';
import type { Route } from '../route.ts';
import type { Refusal, Signal } from '../signal.ts';
import type { NotifySignal, WishSignal } from '../wish.ts';
import { refuseUnplanned } from './refuse-unplanned.ts';
import { sentence } from '../sentences/sentence.ts';

/** What an alert is to the desk: a signal to plan, words to tell, or a refusal. */
export type Judgement =
  /**
   * `fireId`: by which its repeats are known, where the route says so; `null`: by its text. `hasTime`: the text tells when it
   * fired, though the signal may go without it.
   */
  | {
      readonly kind: 'signal';
      readonly signal: Signal | WishSignal;
      readonly fireId: string | null;
      readonly hasTime: boolean;
    }
  | { readonly kind: 'message'; readonly message: NotifySignal }
  /** `hasTime`: the text tells when it fired, as far as it could be read. */
  | { readonly kind: 'refusal'; readonly refusal: Refusal; readonly hasTime: boolean };

export interface JudgedAlert {
  readonly evidence: BodyEvidence;
  readonly judgement: Judgement;
}

export interface AlertArrival {
  readonly signalId: string;
  readonly receivedAt: number;
  /** Takes out what the desk knows to be secret, beside what stands under a secret's name. */
  readonly hide?: HideSecrets;
}

/** Reads the body in its route's form and by its route's mode. Pure. */
export function judgeAlert(body: Uint8Array, route: Route, given: AlertArrival): JudgedAlert {
  return route.mode === 'notify' ? judgeMessage(body, route, given) : judgeTrade(body, route, given);
}

function judgeTrade(body: Uint8Array, route: Route, given: AlertArrival): JudgedAlert {
  const read = readRouteAlert(body, route, given.hide);
  const hasTime = read.ok && read.alert.firedAt !== null;
  const no = (refusal: Refusal): JudgedAlert => ({ evidence: read, judgement: { kind: 'refusal', refusal, hasTime } });
  // what could not be taken apart shows no secret; the path's token was right
  const secret = read.isJson ? checkSecret(read.secret, route) : null;
  if (secret !== null) return no(secret);
  if (!read.ok) return no(read);
  const result = normaliseForRoute({ read, route, ...given });
  if (!result.ok) return no(result);
  const unplanned = result.kind === 'wish' ? refuseUnplanned(result.signal) : null;
  if (unplanned !== null) return no(unplanned);
  const { signal } = result;
  if (!route.perFireId) return { evidence: read, judgement: { kind: 'signal', signal, fireId: null, hasTime } };
  const { fireId } = read;
  const wrong = checkFireId(fireId);
  return wrong === null ? { evidence: read, judgement: { kind: 'signal', signal, fireId, hasTime } } : no(wrong);
}

function checkFireId(fireId: string | null): Refusal | null {
  if (fireId === null) {
    return { ok: false, code: 'missing-field', detail: sentence('id-missing') };
  }
  return fireId.includes('{{')
    ? { ok: false, code: 'unresolved-placeholder', detail: sentence('id-placeholder') }
    : null;
}

function judgeMessage(body: Uint8Array, route: Route, { signalId, receivedAt, hide }: AlertArrival): JudgedAlert {
  const read = readMessage(body, DIALECTS[route.dialect].secretNames, hide);
  const refusal = checkSecret(read.secret, route) ?? (read.ok ? null : read);
  if (refusal !== null || !read.ok) {
    return { evidence: read, judgement: { kind: 'refusal', refusal: refusal ?? notRead(), hasTime: false } };
  }
  const message: NotifySignal = {
    id: signalId,
    source: `route:${route.id}`,
    routeId: route.id,
    text: read.message,
    receivedAt,
    notes: read.notes,
  };
  return { evidence: read, judgement: { kind: 'message', message } };
}

function notRead(): Refusal {
  return { ok: false, code: 'not-a-command', detail: sentence('no-words') };
}
