/** Events of the account stream; written from the documented fields, see SOURCES.md. */

/** A taker fill that ends a market order. */
export const ORDER_TRADE_UPDATE = {
  e: 'ORDER_TRADE_UPDATE',
  E: 1_790_000_000_200,
  T: 1_790_000_000_198,
  st: 1,
  o: {
    s: 'BTCUSDT',
    c: 'd-btc1-42-o-1-9f3a',
    S: 'BUY',
    o: 'MARKET',
    f: 'GTC',
    q: '0.015',
    p: '0',
    ap: '65251.2',
    sp: '0',
    x: 'TRADE',
    X: 'FILLED',
    i: 8_886_774,
    l: '0.005',
    z: '0.015',
    L: '65251.60',
    n: '0.13050320',
    N: 'USDT',
    T: 1_790_000_000_198,
    t: 258_307_945,
    b: '0',
    a: '0',
    m: false,
    R: false,
    wt: 'CONTRACT_PRICE',
    ot: 'MARKET',
    ps: 'BOTH',
    cp: false,
    rp: '0',
    pP: false,
    si: 0,
    ss: 0,
    V: 'EXPIRE_MAKER',
    pm: 'NONE',
    gtd: 0,
    er: '0',
  },
};

/** The first step of a conditional order. */
export const ALGO_UPDATE = {
  e: 'ALGO_UPDATE',
  T: 1_790_000_003_001,
  E: 1_790_000_003_002,
  o: {
    caid: 'd-eth1-7-s-1-01cd',
    aid: 2_000_000_547_321_628,
    at: 'CONDITIONAL',
    o: 'STOP_MARKET',
    s: 'ETHUSDT',
    S: 'SELL',
    ps: 'BOTH',
    f: 'GTC',
    q: '0.250',
    X: 'NEW',
    ai: '',
    tp: '2950.00',
    p: '0',
    V: 'EXPIRE_MAKER',
    wt: 'MARK_PRICE',
    pm: 'NONE',
    cp: false,
    pP: false,
    R: true,
    tt: 0,
    gtd: 0,
  },
};

export const ACCOUNT_UPDATE = {
  e: 'ACCOUNT_UPDATE',
  E: 1_790_000_000_201,
  T: 1_790_000_000_198,
  a: {
    m: 'ORDER',
    B: [{ a: 'USDT', wb: '4999.86949680', cw: '4999.86949680', bc: '0' }],
    P: [
      {
        s: 'BTCUSDT',
        pa: '0.015',
        ep: '65251.2',
        bep: '65277.3',
        cr: '0',
        up: '0.01200000',
        mt: 'cross',
        iw: '0',
        ps: 'BOTH',
      },
    ],
  },
};

export const ACCOUNT_CONFIG_UPDATE = {
  e: 'ACCOUNT_CONFIG_UPDATE',
  E: 1_790_000_007_000,
  T: 1_790_000_006_999,
  ac: { s: 'BTCUSDT', l: 25 },
};

export const MARGIN_CALL = {
  e: 'MARGIN_CALL',
  E: 1_790_000_008_000,
  cw: '3.16812045',
  p: [{ s: 'ETHUSDT', ps: 'LONG', pa: '1.327', mt: 'CROSSED', iw: '0', mp: '1871.7', up: '-1.166', mm: '1.614445' }],
};

export const TRADE_LITE = {
  e: 'TRADE_LITE',
  E: 1_790_000_000_199,
  T: 1_790_000_000_198,
  s: 'BTCUSDT',
  q: '0.015',
  p: '0.00',
  m: false,
  c: 'd-btc1-42-o-1-9f3a',
  S: 'BUY',
  L: '65251.60',
  l: '0.005',
  t: 258_307_945,
  i: 8_886_774,
};

export const LISTEN_KEY_EXPIRED = { e: 'listenKeyExpired', E: 1_790_000_009_000, listenKey: 'a-made-up-key' };
