/** What /help shows together; each command stands in exactly one topic. */
export const HELP_TOPICS = {
  account: ['status', 'positions', 'balance', 'accounts', 'risk', 'pnl', 'export'],
  history: ['orders', 'order', 'fills', 'signals', 'signal', 'routes', 'route'],
  market: ['price', 'funding', 'chart'],
  trading: [
    'long',
    'short',
    'close',
    'reverse',
    'sl',
    'tp',
    'be',
    'trail',
    'cancel',
    'leverage',
    'margin',
    'posmode',
    'settle',
    'code',
    'cancel_flow',
  ],
  safety: ['panic', 'pause', 'resume'],
  messages: ['notify', 'mute', 'unmute', 'language', 'timezone'],
  people: ['users', 'grant', 'revoke', 'link', 'audit'],
  desk: ['start', 'help', 'whoami'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type HelpTopic = keyof typeof HELP_TOPICS;
export const TOPIC_NAMES: readonly HelpTopic[] = [
  'account',
  'history',
  'market',
  'trading',
  'safety',
  'messages',
  'people',
  'desk',
];
