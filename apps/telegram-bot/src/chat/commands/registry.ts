import type { ChatCommand } from '../chat-command.ts';
import { accountsCommand, riskCommand } from './account-commands.ts';
import { chartCommand } from './chart-command.ts';
import { pauseCommand, resumeCommand } from './control-commands.ts';
import { codeCommand } from './code-command.ts';
import { exportCommand } from './export-command.ts';
import { HAND_COMMANDS } from './hand-commands.ts';
import { helpCommand, startCommand, whoamiCommand } from './help-commands.ts';
import { fundingCommand, priceCommand } from './market-commands.ts';
import { languageCommand, timezoneCommand } from './language-commands.ts';
import { muteCommand, notifyCommand, unmuteCommand } from './notify-commands.ts';
import { fillsCommand, orderCommand } from './order-commands.ts';
import { pnlCommand } from './pnl-command.ts';
import { balanceCommand, ordersCommand, positionsCommand, statusCommand } from './read-commands.ts';
import { auditCommand, grantCommand, linkCommand, revokeCommand, usersCommand } from './rights-commands.ts';
import { routeCommand, routesCommand } from './route-commands.ts';
import { signalCommand, signalsCommand } from './signal-commands.ts';
import { closeCommand, longCommand, panicCommand, shortCommand } from './trade-commands.ts';

/** Every command there is, in the order of the menu: /help, the menu and the handlers are made from it. */
export const COMMANDS: readonly ChatCommand[] = [
  statusCommand,
  positionsCommand,
  balanceCommand,
  accountsCommand,
  riskCommand,
  pnlCommand,
  exportCommand,
  ordersCommand,
  orderCommand,
  fillsCommand,
  signalsCommand,
  signalCommand,
  routesCommand,
  routeCommand,
  chartCommand,
  priceCommand,
  fundingCommand,
  longCommand,
  shortCommand,
  closeCommand,
  ...HAND_COMMANDS,
  codeCommand,
  pauseCommand,
  resumeCommand,
  panicCommand,
  notifyCommand,
  muteCommand,
  unmuteCommand,
  usersCommand,
  grantCommand,
  revokeCommand,
  linkCommand,
  auditCommand,
  startCommand,
  helpCommand,
  whoamiCommand,
  languageCommand,
  timezoneCommand,
];
