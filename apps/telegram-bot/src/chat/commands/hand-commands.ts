import type { ProtectKind } from '../../desk/preview-protect.ts';
import type { SettingKind } from '../../desk/preview-setting.ts';
import { changeCard } from '../../format/change-card.ts';
import { pick } from '../../language/in-languages.ts';
import { handCommandTexts } from '../../language/texts/hand-commands.ts';
import type { ChatCommand } from '../chat-command.ts';
import { leaveForm } from '../leave-form.ts';
import { placeOf, showPreview } from './trade-commands.ts';

const HAND = { asksWhenLate: true, aliases: [] } as const;

function protectCommand(kind: ProtectKind): ChatCommand {
  return {
    ...HAND,
    access: 'member',
    name: kind,
    help: pick(handCommandTexts, kind),
    async run(services, call) {
      const name = { type: 'typed', text: call.text } as const;
      await showPreview(services, call, await services.desk.previewProtect(placeOf(call), kind, name), changeCard);
    },
  };
}

function settingCommand(kind: SettingKind): ChatCommand {
  return {
    ...HAND,
    access: 'member',
    name: kind,
    help: pick(handCommandTexts, kind),
    run: async (services, call) =>
      showPreview(services, call, await services.desk.previewSetting(placeOf(call), kind, call.text), changeCard),
  };
}

const reverseCommand: ChatCommand = {
  ...HAND,
  access: 'member',
  name: 'reverse',
  help: pick(handCommandTexts, 'reverse'),
  async run(services, call) {
    const name = { type: 'typed', text: call.text } as const;
    await showPreview(services, call, await services.desk.previewReverse(placeOf(call), name), changeCard);
  },
};

const cancelCommand: ChatCommand = {
  ...HAND,
  access: 'member',
  name: 'cancel',
  help: pick(handCommandTexts, 'cancel'),
  run: async (services, call) =>
    showPreview(services, call, await services.desk.previewCancel(placeOf(call), call.text), changeCard),
};

const settleCommand: ChatCommand = {
  ...HAND,
  access: 'member',
  name: 'settle',
  help: pick(handCommandTexts, 'settle'),
  run: async (services, call) =>
    showPreview(services, call, await services.desk.previewSettle(placeOf(call), call.text), changeCard),
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
export const HAND_COMMANDS: readonly ChatCommand[] = [
  reverseCommand,
  protectCommand('sl'),
  protectCommand('tp'),
  protectCommand('be'),
  protectCommand('trail'),
  cancelCommand,
  settleCommand,
  settingCommand('leverage'),
  settingCommand('margin'),
  settingCommand('posmode'),
  cancelFlowCommand,
];
