import { INIT_SECRETS, type InitAnswers, type InitSecret } from './init-wishes.ts';

/** Where secrets lie, beside the configuration. */
export const SECRETS_FOLDER = 'secrets';
export const ROUTE_TOKEN = 'trend-token';

function reference(answers: InitAnswers, name: InitSecret): string {
  return answers.secrets[name] === undefined ? `{ env: ${INIT_SECRETS[name]} }` : `{ file: ${SECRETS_FOLDER}/${name} }`;
}

function brokerLines(answers: InitAnswers): readonly string[] {
  if (answers.broker === 'paper') {
    return [
      '  # A simulated account: no keys, no exchange. `volatility: "0"` lets its prices stand still.',
      '  paper:',
      '    settings:',
      '      balances: { USDT: "10000" }',
      '      # leverage: 10',
    ];
  }
  return [
    `  # The key has to trade futures, must not withdraw, and is best bound to this machine's address.`,
    '  binance:',
    `    environment: ${answers.environment} # demo or live`,
    '    credentials:',
    `      apiKey: ${reference(answers, 'binance-api-key')}`,
    `      secretKey: ${reference(answers, 'binance-secret-key')}`,
    '    settings:',
    '      leverage: 5',
    '      marginType: cross # cross or isolated',
    '      positionMode: one-way # one-way or hedge; set at the start while nothing is open',
    '    limits:',
    '      maxPositions: 5',
  ];
}

function chatLines({ owner, ...answers }: InitAnswers): readonly string[] {
  if (owner === '') {
    return [
      '# The chat page on this machine. For Telegram: token: { env: TELEGRAM_BOT_TOKEN } in place of loopback.',
      'telegram:',
      '  loopback: true',
      '  users: { "1000001": owner }',
      '  chats: { desk: { id: "1000001" } }',
    ];
  }
  return [
    'telegram:',
    `  token: ${reference({ ...answers, owner }, 'telegram-token')}`,
    '  # owner, trader or viewer, by numeric id',
    `  users: { ${JSON.stringify(owner)}: owner }`,
    '  # Groups and channels have ids such as "-1001234567890"; write /start to the bot in each.',
    `  chats: { desk: { id: ${JSON.stringify(owner)} } }`,
  ];
}

/** The JSON Schema from which editors complete the keys, beside the configuration. */
export const SCHEMA_FILE = 'node_modules/@perpdesk/broker-config/schema.json';

/** A first configuration, with what there is to say of it; `hasSchema`: `SCHEMA_FILE` is there. */
export function configText(answers: InitAnswers, hasSchema = false): string {
  const isLive = answers.broker === 'binance' && answers.environment === 'live';
  return [
    ...(hasSchema ? [`# yaml-language-server: $schema=./${SCHEMA_FILE}`] : []),
    '# perpdesk check looks at all this and changes nothing. perpdesk.local.yaml beside it stands over it on this machine.',
    '# Amounts and percentages are decimals in quotes. Secrets are { env: NAME } or { file: PATH }.',
    'brokers:',
    ...brokerLines(answers),
    '',
    'routes:',
    '  # Alerts come in at /hooks/<token>.',
    '  trend:',
    `    token: { file: ${SECRETS_FOLDER}/${ROUTE_TOKEN} }`,
    ...(isLive
      ? ['    # A card asks before anything that adds risk. auto: at once.', '    execute: ask']
      : [
          '    # auto: at once. ask: a card asks before anything that adds risk. notify: words alone.',
          '    execute: auto',
        ]),
    `    brokers: [${answers.broker}]`,
    `    symbols: [${answers.symbols.map((symbol) => JSON.stringify(symbol)).join(', ')}]`,
    '    # As the alert says, times this. Or e.g. { notional: "500" }, { equityPercentNotional: "5" }, { riskPercent: "1" }.',
    '    size: { signal: "1" }',
    '    # protect: { stopLoss: { percent: "1.5" }, takeProfits: [{ percent: "2", share: "50%" }, { percent: "4" }] }',
    '    limits:',
    '      maxAge: 120s # older alerts open nothing',
    '      maxNotional: "1000" # quote asset, per instrument and account',
    '    relay: [desk]',
    '',
    ...chatLines(answers),
    '',
    'server:',
    '  host: 127.0.0.1',
    '  port: 8080',
    'journal:',
    '  url: "sqlite:perpdesk.db"',
    '',
  ].join('\n');
}
