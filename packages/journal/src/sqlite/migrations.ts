/** One step of the schema, forward only. A step that was released is never edited. */
export interface Migration {
  /** 1 for the first, then one more each. */
  readonly version: number;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE signals (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  body TEXT NOT NULL,
  bodyHash TEXT NOT NULL,
  state TEXT NOT NULL,
  code TEXT,
  detail TEXT,
  stream TEXT,
  signal TEXT,
  receivedAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX signals_state ON signals (state);
CREATE INDEX signals_stream ON signals (stream);

CREATE TABLE intents (
  sequence INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  signalId TEXT NOT NULL REFERENCES signals (id),
  brokerId TEXT NOT NULL,
  symbol TEXT NOT NULL,
  positionSide TEXT NOT NULL,
  stream TEXT NOT NULL,
  leg INTEGER NOT NULL,
  kind TEXT NOT NULL,
  side TEXT NOT NULL,
  orderType TEXT NOT NULL,
  quantity TEXT,
  triggerPrice TEXT,
  goal TEXT NOT NULL,
  after TEXT,
  state TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  clientOrderId TEXT,
  venueOrderId TEXT,
  fromAt INTEGER,
  untilAt INTEGER,
  filledQuantity TEXT NOT NULL,
  averagePrice TEXT,
  code TEXT,
  detail TEXT,
  version INTEGER NOT NULL,
  createdAt INTEGER NOT NULL,
  updatedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX intents_signal ON intents (signalId);
CREATE INDEX intents_state ON intents (state);
CREATE INDEX intents_client_order ON intents (clientOrderId);

CREATE TABLE fills (
  sequence INTEGER PRIMARY KEY,
  brokerId TEXT NOT NULL,
  symbol TEXT NOT NULL,
  tradeId TEXT NOT NULL,
  intentId TEXT REFERENCES intents (id),
  clientOrderId TEXT,
  side TEXT NOT NULL,
  positionSide TEXT NOT NULL,
  quantity TEXT NOT NULL,
  price TEXT NOT NULL,
  fee TEXT NOT NULL,
  feeAsset TEXT NOT NULL,
  realizedPnl TEXT NOT NULL,
  venueAt INTEGER NOT NULL,
  UNIQUE (brokerId, symbol, tradeId)
) STRICT;
CREATE INDEX fills_intent ON fills (intentId);

CREATE TABLE streams (
  stream TEXT NOT NULL PRIMARY KEY,
  lastPosition TEXT NOT NULL,
  lastFiredAt INTEGER,
  sequence INTEGER NOT NULL,
  code TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE ledger (
  brokerId TEXT NOT NULL,
  stream TEXT NOT NULL,
  symbol TEXT NOT NULL,
  positionSide TEXT NOT NULL,
  owned TEXT NOT NULL,
  unit TEXT,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (brokerId, stream)
) STRICT;

CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  eventId TEXT NOT NULL,
  target TEXT NOT NULL,
  type TEXT NOT NULL,
  priority TEXT NOT NULL,
  payload TEXT NOT NULL,
  thread TEXT,
  createdAt INTEGER NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  nextAt INTEGER NOT NULL,
  maybeDuplicate INTEGER NOT NULL,
  messageId INTEGER,
  error TEXT,
  UNIQUE (eventId, target)
) STRICT;
CREATE INDEX outbox_order ON outbox (state, priority, sequence);
CREATE INDEX outbox_thread ON outbox (thread, sequence);

CREATE TABLE updates (
  updateId INTEGER PRIMARY KEY,
  payload TEXT NOT NULL,
  receivedAt INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT;
CREATE INDEX updates_state ON updates (state);

CREATE TABLE confirms (
  nonce TEXT NOT NULL PRIMARY KEY,
  userId TEXT NOT NULL,
  chatId TEXT NOT NULL,
  messageId INTEGER,
  brokerId TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  result TEXT,
  createdAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL
) STRICT;

CREATE TABLE flags (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
`,
  },
];
