export const INIT_BROKERS = ['paper', 'binance'] as const;
export const INIT_ENVIRONMENTS = ['demo', 'live'] as const;

/** What a first configuration is made of. */
export interface InitAnswers {
  readonly broker: (typeof INIT_BROKERS)[number];
  readonly environment: (typeof INIT_ENVIRONMENTS)[number];
  readonly symbols: readonly string[];
  /** Telegram's id of the owner; empty: the chat page on this machine. */
  readonly owner: string;
  /** What was typed, by the name of the secret; what was not is taken from the environment. */
  readonly secrets: Readonly<Partial<Record<InitSecret, string>>>;
}
export type InitWishes = Partial<Omit<InitAnswers, 'secrets'>>;

/** Each secret with the environment variable that stands for it. */
export const INIT_SECRETS = {
  'binance-api-key': 'BINANCE_API_KEY',
  'binance-secret-key': 'BINANCE_SECRET_KEY',
  'telegram-token': 'TELEGRAM_BOT_TOKEN',
} as const;
export type InitSecret = keyof typeof INIT_SECRETS;

/** Those that these answers need. */
export function secretsFor({ broker, owner }: Pick<InitAnswers, 'broker' | 'owner'>): readonly InitSecret[] {
  return [
    ...(broker === 'binance' ? (['binance-api-key', 'binance-secret-key'] as const) : []),
    ...(owner === '' ? [] : (['telegram-token'] as const)),
  ];
}
