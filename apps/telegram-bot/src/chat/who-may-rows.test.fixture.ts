import { positionKey } from '../desk/position-key.ts';
import { routeKey } from '../desk/routes-report.ts';
import { COMMANDS } from './commands/registry.ts';

/**
 * What a command is to somebody without the right: `open` answers everybody, `read` shows what the person sees,
 * `own` sets their own chat, `loud` does so and elsewhere takes a trader of all accounts that the chat hears of, `money` and
 * `owners` are refused, `pause` takes a trader of any account.
 */
export type Kind = 'open' | 'read' | 'own' | 'loud' | 'money' | 'owners' | 'pause';

/** A command without a row here fails a test; each row is a whole call of it, about the account main. */
export const COMMAND_ROWS: Readonly<Record<string, readonly [kind: Kind, ...calls: string[]]>> = {
  status: ['read', ''],
  positions: ['read', '', 'BTCUSDT', '@main'],
  balance: ['read', '', '@main'],
  accounts: ['read', '', '@main'],
  risk: ['read', '', '@main'],
  orders: ['read', '', '@main'],
  order: ['read', '1'],
  fills: ['read', '', '@main'],
  signals: ['read', ''],
  signal: ['read', '0123456789ab'],
  pnl: ['read', '', '@main'],
  export: ['read', '', '@main', 'fills 7d @main'],
  routes: ['read', ''],
  route: ['money', 'trend auto', 'trend notify'],
  chart: ['read', 'BTCUSDT @main', '4h'],
  price: ['read', 'BTCUSDT @main'],
  funding: ['read', 'BTCUSDT @main'],
  long: ['money', 'BTCUSDT 0.01 @main'],
  short: ['money', 'BTCUSDT 0.01 @main'],
  close: ['money', 'BTCUSDT @main', 'BTCUSDT 50% @main'],
  reverse: ['money', 'BTCUSDT @main'],
  sl: ['money', 'BTCUSDT 59000 @main', 'BTCUSDT off @main'],
  tp: ['money', 'BTCUSDT 65000 @main'],
  be: ['money', 'BTCUSDT @main'],
  trail: ['money', 'BTCUSDT 1% @main'],
  cancel: ['money', 'BTCUSDT @main', 'all @main'],
  settle: ['money', '', 'a1b2c3d4e5f6 gone @main'],
  leverage: ['money', 'BTCUSDT 5 @main'],
  margin: ['money', 'BTCUSDT iso @main'],
  posmode: ['money', 'hedge @main'],
  cancel_flow: ['read', ''],
  code: ['read', '123456', 'x'],
  pause: ['pause', ''],
  resume: ['money', ''],
  panic: ['money', '@main'],
  notify: ['loud', 'order.filled silent', 'all off', 'reset'],
  mute: ['loud', '1h'],
  unmute: ['loud', ''],
  users: ['owners', ''],
  grant: ['owners', '999 owner', '999 owner here', '999 owner @main'],
  revoke: ['owners', '333', '111 here'],
  link: ['owners', '@main', 'off'],
  audit: ['owners', '', '5'],
  start: ['read', ''],
  help: ['read', '', 'long'],
  whoami: ['open', ''],
  language: ['own', 'chat de'],
  timezone: ['own', 'chat Europe/Berlin'],
};

export interface ButtonRow {
  /** As the code that listens for the tap has it. */
  readonly pattern: string;
  /** What an owner says so that a card with such buttons stands; `null`: the data are made up. */
  readonly card: string | null;
  readonly data: readonly string[];
}

/** A kind of button without a row here fails a test. */
export const BUTTON_ROWS: readonly ButtonRow[] = [
  { pattern: '^c:([A-Za-z0-9_-]{16,40}):([yn])$', card: '/long BTCUSDT 0.01 @main', data: [] },
  { pattern: '^c:([A-Za-z0-9_-]{16,40}):([yn])$', card: '/close BTCUSDT @main', data: [] },
  { pattern: '^c:([A-Za-z0-9_-]{16,40}):([yn])$', card: '/panic', data: [] },
  { pattern: '^c:([A-Za-z0-9_-]{16,40}):([yn])$', card: '/panic @main', data: [] },
  { pattern: '^a:([0-9a-f]{8,32}):([ps])$', card: null, data: ['a:0123456789ab:p', 'a:0123456789ab:s'] },
  {
    pattern: '^ae:([0-9a-f]{8,32})(?::(0\\.25|0\\.5|0\\.75|1\\.5|2))?$',
    card: null,
    data: ['ae:0123456789ab', 'ae:0123456789ab:0.5'],
  },
  { pattern: '^k:([A-Za-z0-9_-]{16}):([haqbvmstrp])(?::([0-9.]{1,6}|off))?$', card: '/positions', data: [] },
  {
    pattern: '^k:([A-Za-z0-9_-]{16}):([haqbvmstrp])(?::([0-9.]{1,6}|off))?$',
    card: null,
    data: ['s:2', 's:off', 't:5', 'r:1', 'p:50'].map(
      (action) => `k:${positionKey('main', 'BTCUSDT', 'net')}:${action}`,
    ),
  },
  {
    pattern: String.raw`^e:([A-Za-z0-9_-]{16,40})(?::(0\.25|0\.5|2|3))?$`,
    card: '/long BTCUSDT 0.01 @main',
    data: [],
  },
  { pattern: '^st:([A-Za-z0-9_-]{1,40}):(gone|done)$', card: null, data: ['st:a1b2c3d4e5f6:gone'] },
  { pattern: '^o:([A-Za-z0-9_-]{16})$', card: '/orders @main', data: ['o:AAAAAAAAAAAAAAAA'] },
  { pattern: '^n:(?:h|g:([a-z]+))$', card: '/notify', data: ['n:h'] },
  {
    pattern: '^n:s:([a-z.-]+):(loud|silent|off)$',
    card: null,
    data: ['n:s:order.filled:off', 'n:s:order:off', 'n:s:signal.received:loud'],
  },
  { pattern: '^lg:([pc]):(language|timezone):([A-Za-z_/]{2,32})$', card: '/language', data: [] },
  {
    pattern: '^lg:([pc]):(language|timezone):([A-Za-z_/]{2,32})$',
    card: null,
    data: ['lg:c:language:de', 'lg:c:timezone:Europe/Berlin', 'lg:p:timezone:Asia/Tokyo'],
  },
  {
    pattern: '^rt:([A-Za-z0-9_-]{16}):(auto|ask|notify)$',
    card: null,
    data: ['auto', 'ask', 'notify'].map((execute) => `rt:${routeKey('trend')}:${execute}`),
  },
  { pattern: '^v:([hm]):(.+)$', card: null, data: ['v:h:positions @main', 'v:h:balance @main'] },
  {
    pattern: '^v:([hm]):(.+)$',
    card: null,
    data: COMMANDS.flatMap(({ name }) => (COMMAND_ROWS[name] ?? []).slice(1, 2).map((text) => `v:m:${name} ${text}`)),
  },
];
