import { FormattedString } from '@grammyjs/parse-mode';
import { ZERO } from '@perpdesk/broker-core';
import type { RouteExecution } from '@perpdesk/signals';
import type { OwnedPart, RouteAccounts, RouteReport, RoutesReport } from '../desk/routes-report.ts';
import type { SwitchPreview } from '../desk/switch-route.ts';
import type { Speech } from '../language/speech.ts';
import { pnlTexts } from '../language/texts/pnl.ts';
import { routeTexts } from '../language/texts/routes.ts';
import { badge } from './badge.ts';
import type { Button, Card } from './card.ts';
import { dotted, lines, paragraphs } from './lines.ts';
import { formatActor } from '../language/actor.ts';

const EXECUTIONS: readonly RouteExecution[] = ['auto', 'ask', 'notify'];
const BUTTON_ROWS = 12;

function ownedText(speech: Speech, parts: readonly OwnedPart[]): string {
  const words = speech.say(routeTexts);
  return parts
    .map(({ brokerId, symbol, quantity }) =>
      words.part(`${symbol} ${quantity.isNegative() ? 'SHORT' : 'LONG'} ${speech.quantity(quantity, null)}`, brokerId),
    )
    .join(', ');
}

function accountsText(speech: Speech, { seen, others }: RouteAccounts): FormattedString | null {
  const parts = [...seen.map(badge), ...(others === 0 ? [] : [speech.say(routeTexts).others(others)])];
  return parts.length === 0 ? null : FormattedString.join(parts, ', ');
}

function netsText(speech: Speech, nets: RouteReport['todayPnl']): string {
  const [first, ...others] = nets;
  if (others.length === 0) return speech.pnl(first?.net ?? ZERO);
  return nets.map(({ asset, net }) => [speech.pnl(net), asset ?? ''].join(' ').trimEnd()).join(', ');
}

function routeText(
  speech: Speech,
  { state, accounts, lastAgoMs, today, todayPnl, hasOtherFees, owned }: RouteReport,
): FormattedString {
  const words = speech.say(routeTexts);
  const { id, mode, execute, configured, switched, dryRun, symbols } = state;
  return lines(
    dotted(
      FormattedString.bold(`${id}: ${mode === 'notify' ? words.wordsOnly : execute}`),
      mode,
      dryRun ? words.dry : null,
      symbols.join(', '),
      accountsText(speech, accounts),
    ),
    switched === null
      ? null
      : words.switchedBy(formatActor(speech, switched.actor), speech.dayTime(switched.at), configured),
    dotted(
      lastAgoMs === null ? words.noAlert : words.lastAlert(speech.span(lastAgoMs)),
      words.today(today),
      words.pnl(netsText(speech, todayPnl)),
      hasOtherFees === true ? speech.say(pnlTexts).otherFees : null,
    ),
    owned.length === 0 ? null : words.owns(ownedText(speech, owned)),
  );
}

function switchButtons({ state, key }: RouteReport, isAlone: boolean): readonly Button[] {
  return EXECUTIONS.filter((execute) => execute !== state.execute).map((execute) => ({
    type: 'tap',
    label: isAlone ? `→ ${execute}` : `${state.id} → ${execute}`,
    data: `rt:${key}:${execute}`,
  }));
}

/** Each route: what becomes of its alerts, when the last one came, today's count and result; with buttons to switch it. */
export function routesCard(speech: Speech, { routes, blocked }: RoutesReport): Card {
  const words = speech.say(routeTexts);
  if (routes.length === 0) return { text: new FormattedString(words.none), buttons: [] };
  const switchable = routes.filter(({ maySwitch }) => maySwitch).slice(0, BUTTON_ROWS);
  return {
    text: paragraphs(
      blocked === null ? null : blocked === 'panic' ? words.panicked : words.paused,
      ...routes.map((route) => routeText(speech, route)),
    ),
    buttons: switchable.map((route) => switchButtons(route, routes.length === 1)),
  };
}

/** Asks before a route places by itself, or leaves exits of what it owns away. */
export function switchCard(speech: Speech, preview: SwitchPreview): Card {
  const words = speech.say(routeTexts);
  const { state, accounts, to, owned, isEntering, nonce, expiresAt } = preview;
  return {
    text: lines(
      accountsText(speech, accounts),
      FormattedString.bold(`${state.id}: ${state.execute} → ${to}`),
      words.nextAlert(words.becomes[to]),
      to === 'notify' && owned.length > 0 ? words.leavesOpen(ownedText(speech, owned)) : null,
      isEntering ? words.leavesEntries : null,
      words.validity(speech.time(expiresAt)),
    ),
    buttons: [
      [
        { type: 'tap', label: words.switchTo(to), data: `c:${nonce}:y`, style: 'danger' },
        { type: 'tap', label: words.cancel, data: `c:${nonce}:n` },
      ],
    ],
  };
}
