import type { Desk } from '../../desk/desk.ts';
import type { DeskResult } from '../../desk/desk-result.ts';
import type { ChangePreview } from '../../desk/change-preview.ts';
import { canTrade } from '../../desk/desk-user.ts';
import { SETTLE_FORM } from '../../desk/preview-settle.ts';
import { changeCard } from '../../format/change-card.ts';
import { settleCard } from '../../format/settle-card.ts';
import { pick } from '../../language/in-languages.ts';
import { handCommandTexts } from '../../language/texts/hand-commands.ts';
import type { ChatCommand } from '../chat-command.ts';
import { leaveForm } from '../leave-form.ts';
import { placeOf, showPreview } from './trade-commands.ts';

type Preview = (desk: Desk, place: ReturnType<typeof placeOf>, text: string) => Promise<DeskResult<ChangePreview>>;

const typed = (text: string) => ({ type: 'typed', text }) as const;

/** What each of them previews, in the order of the menu. */
const PREVIEWS = {
  reverse: (desk, place, text) => desk.previewReverse(place, typed(text)),
  sl: (desk, place, text) => desk.previewProtect(place, 'sl', typed(text)),
  tp: (desk, place, text) => desk.previewProtect(place, 'tp', typed(text)),
  be: (desk, place, text) => desk.previewProtect(place, 'be', typed(text)),
  trail: (desk, place, text) => desk.previewProtect(place, 'trail', typed(text)),
  cancel: (desk, place, text) => desk.previewCancel(place, text),
  leverage: (desk, place, text) => desk.previewSetting(place, 'leverage', text),
  margin: (desk, place, text) => desk.previewSetting(place, 'margin', text),
  posmode: (desk, place, text) => desk.previewSetting(place, 'posmode', text),
} as const satisfies Readonly<Record<string, Preview>>;

type HandName = keyof typeof PREVIEWS;
const NAMES: readonly HandName[] = ['reverse', 'sl', 'tp', 'be', 'trail', 'cancel', 'leverage', 'margin', 'posmode'];

function handCommand(name: HandName): ChatCommand {
  return {
    asksWhenLate: true,
    aliases: [],
    access: 'member',
    name,
    help: pick(handCommandTexts, name),
    run: async (services, call) =>
      showPreview(services, call, await PREVIEWS[name](services.desk, placeOf(call), call.text), changeCard),
  };
}

/** Alone it lists what there is to say something about, with buttons. */
const settleCommand: ChatCommand = {
  asksWhenLate: true,
  aliases: [],
  access: 'member',
  name: 'settle',
  help: pick(handCommandTexts, 'settle'),
  async run(services, call) {
    if (call.text === '' && canTrade(call.user)) {
      const orders = await services.desk.unsettledOrders(call.user);
      await call.reply(settleCard(call.speech, orders, SETTLE_FORM));
      return;
    }
    await showPreview(services, call, await services.desk.previewSettle(placeOf(call), call.text), changeCard);
  },
};

const cancelFlowCommand: ChatCommand = {
  aliases: [],
  asksWhenLate: false,
  access: 'member',
  name: 'cancel_flow',
  help: pick(handCommandTexts, 'cancelFlow'),
  run: leaveForm,
};

/** Commands that change a position, an order or a setting, each by a card that asks. */
export const HAND_COMMANDS: readonly ChatCommand[] = [...NAMES.map(handCommand), settleCommand, cancelFlowCommand];
