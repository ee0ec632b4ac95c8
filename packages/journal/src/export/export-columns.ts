import type { JournalTables } from '../sql/tables.ts';

type Columns = { readonly [Table in keyof JournalTables]: readonly (keyof JournalTables[Table] & string)[] };

/**
 * What an export shows of each table.
 *
 * Not the nonces of confirm cards, which stand for a person's consent, and not what people wrote to the bot.
 */
export const EXPORT_COLUMNS = {
  signals: [
    'sequence',
    'id',
    'key',
    'source',
    'body',
    'bodyHash',
    'state',
    'code',
    'detail',
    'stream',
    'signal',
    'plan',
    'receivedAt',
    'parsedAt',
    'updatedAt',
  ],
  intents: [
    'sequence',
    'id',
    'signalId',
    'brokerId',
    'symbol',
    'positionSide',
    'stream',
    'leg',
    'kind',
    'side',
    'orderType',
    'quantity',
    'triggerPrice',
    'goal',
    'plan',
    'trace',
    'after',
    'state',
    'attempt',
    'clientOrderId',
    'venueOrderId',
    'fromAt',
    'untilAt',
    'filledQuantity',
    'averagePrice',
    'code',
    'detail',
    'version',
    'createdAt',
    'updatedAt',
  ],
  fills: [
    'sequence',
    'brokerId',
    'symbol',
    'tradeId',
    'intentId',
    'clientOrderId',
    'side',
    'positionSide',
    'quantity',
    'price',
    'fee',
    'feeAsset',
    'realizedPnl',
    'venueAt',
    'recordedAt',
  ],
  streams: ['stream', 'lastPosition', 'lastFiredAt', 'sequence', 'code', 'version'],
  ledger: ['brokerId', 'stream', 'symbol', 'positionSide', 'owned', 'unit', 'state', 'protect', 'entries', 'version'],
  outbox: [
    'sequence',
    'eventId',
    'target',
    'type',
    'priority',
    'payload',
    'thread',
    'createdAt',
    'state',
    'attempts',
    'nextAt',
    'maybeDuplicate',
    'messageId',
    'error',
  ],
  updates: ['updateId', 'receivedAt', 'state'],
  confirms: ['userId', 'chatId', 'messageId', 'brokerId', 'payload', 'state', 'result', 'createdAt', 'expiresAt'],
  flags: ['name', 'value'],
  leases: ['name', 'owner', 'fence', 'expiresAt'],
  audit: ['sequence', 'at', 'actor', 'action', 'detail', 'hash'],
} as const satisfies Columns;

/**
 * A table that is exported.
 *
 * @useDeclaredType
 */
export type ExportTable = keyof typeof EXPORT_COLUMNS;

/** In the order in which they are exported. */
export const EXPORT_TABLES: readonly ExportTable[] = [
  'signals',
  'intents',
  'fills',
  'streams',
  'ledger',
  'outbox',
  'updates',
  'confirms',
  'flags',
  'leases',
  'audit',
];

/** The column that rows are read by, a page at a time; it is unique. */
export const EXPORT_KEYS = {
  signals: 'sequence',
  intents: 'sequence',
  fills: 'sequence',
  streams: 'stream',
  outbox: 'sequence',
  updates: 'updateId',
  confirms: 'nonce',
  flags: 'name',
  leases: 'name',
  audit: 'sequence',
} as const satisfies Readonly<Partial<Record<ExportTable, string>>>;
