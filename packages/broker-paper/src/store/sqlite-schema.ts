/** Written into the file's header: "PPRX". */
export const APPLICATION_ID = 0x50_50_52_58;
export const SCHEMA_VERSION = 1;

/** `body` is the whole row as JSON, decimals as text; the columns beside it are for looking things up. */
export const SCHEMA = `
  CREATE TABLE orders (
    venue_order_id INTEGER PRIMARY KEY,
    client_order_id TEXT NOT NULL,
    symbol TEXT NOT NULL,
    type TEXT NOT NULL,
    side TEXT NOT NULL,
    position_side TEXT NOT NULL,
    status TEXT NOT NULL,
    quantity TEXT,
    filled_quantity TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX orders_by_client_order_id ON orders (client_order_id);
  CREATE INDEX orders_by_created_at ON orders (created_at);
  CREATE TABLE fills (
    trade_id INTEGER PRIMARY KEY,
    venue_order_id INTEGER NOT NULL,
    client_order_id TEXT,
    symbol TEXT NOT NULL,
    quantity TEXT NOT NULL,
    price TEXT NOT NULL,
    venue_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX fills_by_venue_at ON fills (venue_at);
  CREATE TABLE income (
    id INTEGER PRIMARY KEY,
    type TEXT NOT NULL,
    symbol TEXT,
    asset TEXT NOT NULL,
    amount TEXT NOT NULL,
    venue_at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX income_by_venue_at ON income (venue_at);
  CREATE TABLE state (id INTEGER PRIMARY KEY CHECK (id = 1), body TEXT NOT NULL) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;
