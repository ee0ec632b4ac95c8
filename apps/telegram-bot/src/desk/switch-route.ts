import { INTENT_END_STATES, INTENT_STATES, type IntentState } from '@perpdesk/journal/port';
import type { RouteExecution, RouteState } from '@perpdesk/signals';
import type { CardPlace, ConfirmCards, IssuedCard } from './confirm-cards.ts';
import type { ConfirmCommand } from './confirm-command.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskRefusal, type DeskResult } from './desk-result.ts';
import { actorOf, type DeskUser } from './desk-user.ts';
import { routeTexts } from '../language/texts/routes.ts';
import {
  accountsOfRoute,
  maySwitchRoute,
  readOwned,
  routeKey,
  visibleRoutes,
  type OwnedPart,
  type RouteAccounts,
} from './routes-report.ts';
import { routeOfStream } from './own-fills.ts';
import { formatSaid } from '../language/said.ts';

/** A switch that is asked about before it is made. */
export interface SwitchPreview extends IssuedCard {
  readonly state: RouteState;
  readonly accounts: RouteAccounts;
  readonly to: RouteExecution;
  /** What its strategies own on accounts that the person sees. */
  readonly owned: readonly OwnedPart[];
  /** Entries are planned, asked about or at the exchange. */
  readonly isEntering: boolean;
}

export type SwitchOutcome =
  | { readonly type: 'asks'; readonly preview: SwitchPreview }
  | { readonly type: 'switched'; readonly state: RouteState };

export type SwitchCommand = Extract<ConfirmCommand, { readonly type: 'route' }>;

const EXECUTIONS: readonly RouteExecution[] = ['auto', 'ask', 'notify'];

export function toExecution(text: string): RouteExecution | null {
  return EXECUTIONS.find((known) => known === text.toLowerCase()) ?? null;
}

function admit(context: DeskContext, user: DeskUser, state: RouteState | undefined): DeskRefusal | null {
  if (state === undefined) {
    const known = visibleRoutes(context, user).map(({ id }) => id);
    return refuse('usage', ({ say }) => {
      const words = say(routeTexts);
      return words.unknown(known.length === 0 ? words.noRoutes : known.join(', '));
    });
  }
  if (maySwitchRoute(user, state)) return null;
  return refuse('role', ({ say }) => say(routeTexts).right);
}

async function apply(
  context: DeskContext,
  user: DeskUser,
  { routeId, execute }: SwitchCommand,
  relay: readonly string[],
): Promise<DeskResult<RouteState>> {
  const result = await context.engine.switchRoute({ routeId, execute, actor: actorOf(user), relay });
  if (result.ok) return accept(result.state);
  const { code, detail } = result;
  return refuse(code === 'not-ready' ? code : 'usage', (speech) => formatSaid(speech, detail));
}

/** Targets that hear of a person's deed on these accounts. */
export type RelayFor = (brokerIds: readonly string[]) => readonly string[];

interface Wish {
  readonly state: RouteState | undefined;
  readonly execute: RouteExecution;
  readonly relayFor: RelayFor;
}

const OPEN: readonly IntentState[] = INTENT_STATES.filter((state) => !INTENT_END_STATES.includes(state));

/** Whether an entry of the route is planned, asked about or at the exchange: what follows on it would stay away. */
async function hasEntries({ journal }: DeskContext, routeId: string): Promise<boolean> {
  const open = await journal.listIntents({ states: OPEN });
  return open.some(({ kind, stream }) => kind === 'increase' && routeOfStream(stream) === routeId);
}

/**
 * Asks first where it adds risk or cannot be undone: before orders go out by themselves, or before exits of what the route
 * owns, or is about to, stay away.
 */
async function begin(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  { state, execute, relayFor }: Wish,
): Promise<DeskResult<SwitchOutcome>> {
  const refusal = admit(context, place.user, state);
  if (state === undefined || refusal !== null) return refusal ?? refuse('usage', ({ say }) => say(routeTexts).usage);
  if (state.mode !== 'notify' && state.execute === execute) {
    return refuse('usage', ({ say }) => say(routeTexts).isAlready(state.id, execute));
  }
  const owned = await readOwned(context, place.user, state.id);
  const isEntering = execute === 'notify' && (await hasEntries(context, state.id));
  const isLeaving = execute === 'notify' && (owned.length > 0 || isEntering);
  const isRisk = state.execute !== execute && (execute === 'auto' || isLeaving);
  const command: SwitchCommand = { type: 'route', routeId: state.id, execute };
  if (isRisk) {
    const card = await cards.issue(place, '', command);
    const accounts = accountsOfRoute(context, place.user, state);
    return accept({ type: 'asks', preview: { ...card, state, accounts, to: execute, owned, isEntering } });
  }
  const switched = await apply(context, place.user, command, relayFor(state.brokerIds));
  return switched.ok ? accept({ type: 'switched', state: switched.value }) : switched;
}

/** Reads `route auto|ask|notify`. */
export async function switchRoute(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  text: string,
  relayFor: RelayFor,
): Promise<DeskResult<SwitchOutcome>> {
  const [name = '', to = '', extra] = text.split(/\s+/u);
  const execute = toExecution(to);
  if (name === '' || execute === null || extra !== undefined) {
    return refuse('usage', ({ say }) => say(routeTexts).usage);
  }
  const state = visibleRoutes(context, place.user).find(({ id }) => id.toLowerCase() === name.toLowerCase());
  return begin(context, cards, place, { state, execute, relayFor });
}

/** A tap on a route's own button. */
export async function switchRouteByKey(
  context: DeskContext,
  cards: ConfirmCards,
  place: CardPlace,
  key: string,
  wish: Pick<Wish, 'execute' | 'relayFor'>,
): Promise<DeskResult<SwitchOutcome>> {
  const state = visibleRoutes(context, place.user).find(({ id }) => routeKey(id) === key);
  return begin(context, cards, place, { ...wish, state });
}

/** Carries a confirmed switch out; the person's rights are checked as they are now. */
export async function confirmSwitch(
  context: DeskContext,
  user: DeskUser,
  command: SwitchCommand,
  relay: readonly string[],
): Promise<DeskResult<RouteState>> {
  const state = visibleRoutes(context, user).find(({ id }) => id === command.routeId);
  return admit(context, user, state) ?? apply(context, user, command, relay);
}
