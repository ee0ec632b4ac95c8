import { Composer } from 'grammy';
import { toExecution } from '../desk/switch-route.ts';
import { routeTexts } from '../language/texts/routes.ts';
import type { ChatContext } from './chat-context.ts';
import type { ChatServices } from './chat-command.ts';
import { callOf } from './command-call.ts';
import { showSwitch } from './commands/route-commands.ts';
import { placeOf } from './commands/trade-commands.ts';
import { answerTap } from './show-tap.ts';

const BUTTON = /^rt:([A-Za-z0-9_-]{16}):(auto|ask|notify)$/;

/** A route's own buttons: they switch it, after a card that asks where that adds risk. */
export function routeComposer(services: ChatServices): Composer<ChatContext> {
  const composer = new Composer<ChatContext>();
  composer.callbackQuery(BUTTON, async (context) => {
    const [, key, to] = BUTTON.exec(context.callbackQuery.data) ?? [];
    const execute = toExecution(to ?? '');
    const user = context.deskUser;
    if (key === undefined || execute === null || user === null) return;
    const call = { ...callOf(context, ''), user };
    const relayFor = (brokerIds: readonly string[]) => services.directory.relayFor(call.address, brokerIds);
    const outcome = await services.desk.switchRouteByKey(placeOf(call), key, { execute, relayFor });
    const isDone = outcome.ok && outcome.value.type === 'switched';
    await answerTap(
      context,
      outcome.ok ? (isDone ? context.speech.say(routeTexts).switchedTo(execute) : '') : outcome.detail(context.speech),
    );
    if (outcome.ok) await showSwitch(services, call, outcome);
  });
  return composer;
}
