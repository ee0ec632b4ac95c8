/** The words in which the engines differ. */
export interface SchemaWords {
  /** Order of writing: a key that counts up by itself. */
  readonly sequence: string;
  /** The same, and a number that was removed never comes again. */
  readonly neverReused: string;
  readonly integer: string;
  readonly text: string;
  readonly flag: string;
  /** Behind a table's closing bracket. */
  readonly end: string;
}

/** One step of the schema, forward only, one transaction. A step that was released is never edited. */
export interface Migration {
  /** 1 for the first, then one more each. */
  readonly version: number;
  readonly sql: (words: SchemaWords) => string;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: ({ sequence, neverReused, integer, text, flag, end }) => `
CREATE TABLE "signals" (
  "sequence" ${sequence},
  "id" ${text} NOT NULL UNIQUE,
  "key" ${text} NOT NULL UNIQUE,
  "source" ${text} NOT NULL,
  "body" ${text} NOT NULL,
  "bodyHash" ${text} NOT NULL,
  "state" ${text} NOT NULL,
  "code" ${text},
  "detail" ${text},
  "stream" ${text},
  "signal" ${text},
  "receivedAt" ${integer} NOT NULL,
  "updatedAt" ${integer} NOT NULL
)${end};
CREATE INDEX "signals_state" ON "signals" ("state");
CREATE INDEX "signals_stream" ON "signals" ("stream");

CREATE TABLE "intents" (
  "sequence" ${sequence},
  "id" ${text} NOT NULL UNIQUE,
  "signalId" ${text} NOT NULL REFERENCES "signals" ("id"),
  "brokerId" ${text} NOT NULL,
  "symbol" ${text} NOT NULL,
  "positionSide" ${text} NOT NULL,
  "stream" ${text} NOT NULL,
  "leg" ${integer} NOT NULL,
  "kind" ${text} NOT NULL,
  "side" ${text} NOT NULL,
  "orderType" ${text} NOT NULL,
  "quantity" ${text},
  "triggerPrice" ${text},
  "goal" ${text} NOT NULL,
  "after" ${text},
  "state" ${text} NOT NULL,
  "attempt" ${integer} NOT NULL,
  "clientOrderId" ${text},
  "venueOrderId" ${text},
  "fromAt" ${integer},
  "untilAt" ${integer},
  "filledQuantity" ${text} NOT NULL,
  "averagePrice" ${text},
  "code" ${text},
  "detail" ${text},
  "version" ${integer} NOT NULL,
  "createdAt" ${integer} NOT NULL,
  "updatedAt" ${integer} NOT NULL
)${end};
CREATE INDEX "intents_signal" ON "intents" ("signalId");
CREATE INDEX "intents_state" ON "intents" ("state");
CREATE INDEX "intents_client_order" ON "intents" ("clientOrderId");

CREATE TABLE "fills" (
  "sequence" ${sequence},
  "brokerId" ${text} NOT NULL,
  "symbol" ${text} NOT NULL,
  "tradeId" ${text} NOT NULL,
  "intentId" ${text} REFERENCES "intents" ("id"),
  "clientOrderId" ${text},
  "side" ${text} NOT NULL,
  "positionSide" ${text} NOT NULL,
  "quantity" ${text} NOT NULL,
  "price" ${text} NOT NULL,
  "fee" ${text} NOT NULL,
  "feeAsset" ${text} NOT NULL,
  "realizedPnl" ${text} NOT NULL,
  "venueAt" ${integer} NOT NULL,
  UNIQUE ("brokerId", "symbol", "tradeId")
)${end};
CREATE INDEX "fills_intent" ON "fills" ("intentId");

CREATE TABLE "streams" (
  "stream" ${text} NOT NULL PRIMARY KEY,
  "lastPosition" ${text} NOT NULL,
  "lastFiredAt" ${integer},
  "sequence" ${integer} NOT NULL,
  "code" ${text} NOT NULL,
  "version" ${integer} NOT NULL
)${end};

CREATE TABLE "ledger" (
  "brokerId" ${text} NOT NULL,
  "stream" ${text} NOT NULL,
  "symbol" ${text} NOT NULL,
  "positionSide" ${text} NOT NULL,
  "owned" ${text} NOT NULL,
  "unit" ${text},
  "state" ${text} NOT NULL,
  "version" ${integer} NOT NULL,
  PRIMARY KEY ("brokerId", "stream")
)${end};

CREATE TABLE "outbox" (
  "sequence" ${neverReused},
  "eventId" ${text} NOT NULL,
  "target" ${text} NOT NULL,
  "type" ${text} NOT NULL,
  "priority" ${text} NOT NULL,
  "payload" ${text} NOT NULL,
  "thread" ${text},
  "createdAt" ${integer} NOT NULL,
  "state" ${text} NOT NULL,
  "attempts" ${integer} NOT NULL,
  "nextAt" ${integer} NOT NULL,
  "maybeDuplicate" ${flag} NOT NULL,
  "messageId" ${integer},
  "error" ${text},
  UNIQUE ("eventId", "target")
)${end};
CREATE INDEX "outbox_order" ON "outbox" ("state", "priority", "sequence");
CREATE INDEX "outbox_thread" ON "outbox" ("thread", "sequence");

CREATE TABLE "updates" (
  "updateId" ${integer} PRIMARY KEY,
  "payload" ${text} NOT NULL,
  "receivedAt" ${integer} NOT NULL,
  "state" ${text} NOT NULL
)${end};
CREATE INDEX "updates_state" ON "updates" ("state");

CREATE TABLE "confirms" (
  "nonce" ${text} NOT NULL PRIMARY KEY,
  "userId" ${text} NOT NULL,
  "chatId" ${text} NOT NULL,
  "messageId" ${integer},
  "brokerId" ${text} NOT NULL,
  "payload" ${text} NOT NULL,
  "state" ${text} NOT NULL,
  "result" ${text},
  "createdAt" ${integer} NOT NULL,
  "expiresAt" ${integer} NOT NULL
)${end};

CREATE TABLE "flags" (
  "name" ${text} NOT NULL PRIMARY KEY,
  "value" ${text} NOT NULL
)${end};

CREATE TABLE "audit" (
  "sequence" ${integer} PRIMARY KEY,
  "at" ${integer} NOT NULL,
  "actor" ${text} NOT NULL,
  "action" ${text} NOT NULL,
  "detail" ${text} NOT NULL,
  "hash" ${text} NOT NULL
)${end};
`,
  },
  {
    version: 2,
    sql: ({ integer, text, end }) => `
CREATE TABLE "leases" (
  "name" ${text} NOT NULL PRIMARY KEY,
  "owner" ${text} NOT NULL,
  "fence" ${integer} NOT NULL,
  "expiresAt" ${integer} NOT NULL
)${end};
`,
  },
  {
    version: 3,
    sql: ({ integer, text }) => `
ALTER TABLE "signals" ADD COLUMN "parsedAt" ${integer};
ALTER TABLE "signals" ADD COLUMN "plan" ${text};
ALTER TABLE "intents" ADD COLUMN "plan" ${text};
ALTER TABLE "intents" ADD COLUMN "trace" ${text};
ALTER TABLE "fills" ADD COLUMN "recordedAt" ${integer};
`,
  },
  {
    version: 4,
    sql: ({ text }) => `
ALTER TABLE "ledger" ADD COLUMN "protect" ${text};
`,
  },
  {
    version: 5,
    sql: ({ text }) => `
ALTER TABLE "ledger" ADD COLUMN "entries" ${text};
`,
  },
  {
    version: 6,
    sql: () => `
CREATE INDEX "outbox_target" ON "outbox" ("target", "state", "priority", "sequence");
`,
  },
];
