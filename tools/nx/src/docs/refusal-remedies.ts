import type { RefusalCode } from '@perpdesk/signals';

/** What a person can do about a refusal. */
export const REFUSAL_REMEDIES: Readonly<Record<RefusalCode, string>> = {
  'bad-json':
    'Put every value of the message in quotes; `perpdesk signals lint` names line and column. An id or a comment of the script that holds quotes breaks it, too.',
  'too-large': 'Send fields, not reports.',
  'unresolved-placeholder':
    'Check its spelling and letter case; `{{strategy.…}}` is filled in for alerts of a strategy alone.',
  'nan-value': 'The script plots nothing on that bar: do not fire there, or leave the field out.',
  'bad-number': 'Decimals with a dot, no thousands separators.',
  'missing-symbol': 'Add `"symbol":"{{ticker}}"`.',
  'unknown-symbol':
    'Add it to the route’s `symbols`, or take the alert off that chart. A spot ticker counts with `spotTickerMeansPerp`.',
  'missing-side': 'Add `action` or `marketPosition`, as the route’s mode needs.',
  'missing-size': 'Add `contracts`, or a mode whose size the route says (`direction`).',
  'missing-field': 'The detail names it; the template of [tradingview.md](tradingview.md) has all of them.',
  'ambiguous-unit': 'Name the unit in the field: `quantity`, `notional`, `margin`, `positionPercent`.',
  'inconsistent-transition':
    'Use the template as it is: previous position, fill and new position come from one order of the strategy.',
  'conflicting-fields': 'The detail names both; drop one.',
  'foreign-platform':
    'Set the route’s `dialect`, or rewrite the message. A body with an exchange’s API key: revoke that key.',
  'unsupported-order-type':
    'Send `market`, or `limit` with `price` and `overrides: [type]`; stops are the route’s `protect`.',
  'unsupported-asset': 'Crypto perpetuals alone: take the alert off that chart.',
  'not-a-command': 'Send fields; words alone belong to a route of mode `notify`.',
  'not-built': 'The detail names it.',
  'unsupported-encoding': 'Send it uncompressed; TradingView does.',
  'bad-request': 'Look at the proxy: the body did not arrive whole.',
  'rate-limited': 'The sender is far beyond 200 alerts a second: find out who it is.',
  'foreign-address':
    'Add the sender to `allowFrom`; behind a proxy check `trustedProxies` and that the proxy sets `X-Forwarded-For`. If you do not know it, replace the token.',
  unauthenticated: 'Send the route’s `secret` in the body, or take it out of the file.',
  'bad-time': 'Add `"firedAt":"{{timenow}}"`; in the future means that this machine’s clock is behind: synchronise it.',
  'key-reused': 'With `perFireId` the id has to be another one at each fire.',
  'too-old': 'It came late, or the desk was away. Raise `limits.maxAge` only if entries may be that late.',
  superseded: 'Nothing: a newer alert says more.',
  'chain-gap':
    'With `onGap: hold` look at `/signals`, and at the chart; the route goes on once the strategy is flat, or by `adopt`.',
  'first-sight': 'Wait for its next entry, or set `firstSight: adopt`.',
  'sitting-out': 'Nothing: it comes in with the next entry. Why it is out stands earlier in the chat.',
  'nothing-owned': 'Nothing: the position has ended already.',
  'broker-not-ready': '`/accounts` says why it is not connected; `perpdesk check` looks closer.',
  'no-price': 'Wait until the account has heard a price of it.',
  'below-minimum': 'Raise the route’s size, or take the account out; the detail names the minimum.',
  'above-maximum': 'Lower the size.',
  'limit-notional':
    'Meant so. Raise `limits.maxNotional` of route or account if it is too tight; the strictest counts.',
  'limit-total-notional': 'Meant so: `limits.maxTotalNotional`.',
  'limit-adds': 'Meant so: `limits.maxAdds`.',
  'limit-positions': 'Meant so: `limits.maxPositions`.',
  'limit-side': 'Meant so: `limits.sides`.',
  'limit-leverage': 'Lower the leverage (`/leverage`), or raise `limits.maxLeverage`.',
  'limit-daily-loss': 'Meant so: entries come back at 00:00 UTC.',
  'limit-cooldown': 'Meant so: `limits.cooldown`.',
  'limit-hours': 'Meant so: `limits.hours`, in its time zone.',
  'price-guard': 'The market ran away from the alert, or the alert is of another market; `limits.priceGuard`.',
  paused: '`/resume`.',
  'panic-block': 'Look at `/positions`, then `/resume`.',
  'tell-only':
    'Meant so: `execute: notify`; `/route NAME auto` switches it. Or the route, or an account of it, is no more in the file: put it back, or close by hand what is left.',
  'drift-halt': 'Compare `/positions` with the exchange, then `/resume` takes the difference as it is.',
  'journal-unwritable':
    'Make room on the disk, or mend the database; exits and stops go on meanwhile. `perpdesk journal check` afterwards.',
  'stream-conflict': 'One strategy an instrument and account, or `netting: ledger` on both routes.',
  'exchange-rejected': 'The detail has the exchange’s own words; [errors.md](errors.md) has the codes.',
  'internal-error': 'Report it with `perpdesk signals show ID`; the rest of the desk goes on.',
};
