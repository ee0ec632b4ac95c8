import type { GuardedCommand } from '../../desk/confirm-command.ts';
import { approvalCard, lockedCard, type AskedApproval } from '../approval-card.ts';
import { account, AT, NONCE, type Samples } from './sample.test.fixture.ts';

const at = { chatId: '-5', topic: null };
const asked = (type: AskedApproval['type'], command: GuardedCommand): AskedApproval => ({
  type,
  card: { nonce: NONCE, expiresAt: AT + 60_000 },
  askerId: '222',
  at,
  account: command.type === 'run' || command.type === 'route' || command.type === 'ask' ? null : account(),
  command,
});

const position = { symbol: 'BTCUSDT', positionSide: 'net', direction: 'long' } as const;
const COMMANDS = {
  'an entry': {
    type: 'open',
    symbol: 'BTCUSDT',
    direction: 'long',
    quantity: '0.02',
    quotePrice: '60000',
    limitPrice: '59000.5',
    stopLoss: '58000',
    takeProfits: [{ price: '62000', share: null }],
    leverage: 20,
    held: null,
    typed: { size: '0.02', terms: '' },
  },
  'a reversal': { ...position, type: 'reverse', direction: 'short', quantity: '0.02', quotePrice: '60000' },
  'a stop that goes': { ...position, type: 'protect', stopLoss: 'off', takeProfits: null, trailing: 'off' },
  'a leverage': { type: 'setting', symbol: 'BTCUSDT', name: 'leverage', value: '20' },
  'a route': { type: 'route', routeId: 'trend', execute: 'auto' },
  'an alert': { type: 'ask', signalId: '0123456789ab', notional: null, quantities: null },
  'an alert with another size': {
    type: 'ask',
    signalId: '0123456789ab',
    notional: '1500.5',
    quantities: { main: '0.02', alt: '0.005' },
  },
  'a command': { type: 'run', text: '/grant 999 trader' },
} as const satisfies Record<string, GuardedCommand>;

export const APPROVAL_SAMPLES: Samples = {
  lockedCard: { 'five tries': (speech) => lockedCard(speech, { actor: 'user:222', tries: 5, until: AT }) },
  approvalCard: {
    'a code': (speech) => approvalCard(speech, asked('code-asked', COMMANDS['an entry'])),
    ...Object.fromEntries(
      Object.entries(COMMANDS).map(([what, command]) => [
        `a second person: ${what}`,
        (speech: Parameters<typeof approvalCard>[0]) => approvalCard(speech, asked('second-asked', command)),
      ]),
    ),
  },
};
