import type { DeskResult } from '../../desk/desk-result.ts';
import type { SwitchOutcome } from '../../desk/switch-route.ts';
import { refusalCard } from '../../format/plain-card.ts';
import { routesCard, switchCard } from '../../format/routes-card.ts';
import { pick } from '../../language/in-languages.ts';
import { routeTexts } from '../../language/texts/routes.ts';
import type { ChatCommand, ChatServices, CommandCall } from '../chat-command.ts';
import { live, READ } from './answer.ts';
import { placeOf, showPreview } from './trade-commands.ts';

export const routesCommand: ChatCommand = {
  ...READ,
  access: 'member',
  name: 'routes',
  help: pick(routeTexts, 'routes'),
  async run({ desk }, call) {
    await call.reply(live(call, 'routes', routesCard(call.speech, await desk.routes(call.user))));
  },
};

/** The engine tells the chats that a route was switched, so that nothing is said of it here. */
export async function showSwitch(
  services: ChatServices,
  call: CommandCall,
  outcome: DeskResult<SwitchOutcome>,
): Promise<void> {
  if (!outcome.ok) await call.reply(refusalCard(call.speech, outcome));
  else if (outcome.value.type === 'asks') {
    await showPreview(services, call, { ok: true, value: outcome.value.preview }, switchCard);
  }
}

export const routeCommand: ChatCommand = {
  access: 'member',
  asksWhenLate: true,
  aliases: [],
  name: 'route',
  help: pick(routeTexts, 'route'),
  async run(services, call) {
    const relayFor = (brokerIds: readonly string[]) => services.directory.relayFor(call.address, brokerIds);
    await showSwitch(services, call, await services.desk.switchRoute(placeOf(call), call.text, relayFor));
  },
};
