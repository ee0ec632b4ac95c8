import { expect, test } from 'vitest';
import { PLAIN_SPEECH } from '../../language/speech.ts';
import { deskFaultText } from './watchdog-notices.ts';

const FAULT = { type: 'desk.fault', symbol: null, name: '', isExit: false, detail: 'RangeError: no.' } as const;

test('an account that the desk fails at: what stands there, and the way to close it', () => {
  const account = { brokerId: 'main', environment: 'live' } as const;
  expect(deskFaultText(PLAIN_SPEECH, { ...FAULT, about: 'account', account }).text).toBe(
    '🆘 LIVE main · The desk fails at this account\nRangeError: no.\nNothing is begun or closed there until the desk is started anew; what stands at the exchange stands. Look at it now: /panic closes what is open. All else goes on.',
  );
});

test('what the desk does not look at any more is named', () => {
  expect(deskFaultText(PLAIN_SPEECH, { ...FAULT, about: 'check', account: null, name: 'the watchdog' }).text).toBe(
    '🆘 Desk · The desk fails at the watchdog\nRangeError: no.\nIt is not looked at any more until the desk is started anew. All else goes on.',
  );
});

test('a signal that cannot be read is named by its id, with what becomes of it', () => {
  expect(
    deskFaultText(PLAIN_SPEECH, { ...FAULT, about: 'unread-signal', account: null, name: 'a1b2', isExit: true }).text,
  ).toBe(
    '🆘 Desk · The desk cannot read a1b2 in its journal\nRangeError: no.\nIt is refused, and what was not sent for it is left out; orders that were sent are followed to their end. `perpdesk signals show` with this id shows what the journal holds: what is missing has to be done by hand. All else goes on.\nIt was to close something that may be open still: look at the position now.',
  );
});

test('an order whose purpose cannot be read is named by its own id', () => {
  const account = { brokerId: 'main', environment: 'live' } as const;
  const notice = { ...FAULT, about: 'unread-order', account, symbol: 'BTCUSDT', name: 'pl-0-1-1-1-deadbeef' } as const;
  expect(deskFaultText(PLAIN_SPEECH, notice).text).toBe(
    '🆘 LIVE main · The desk cannot read BTCUSDT, pl-0-1-1-1-deadbeef in its journal\nRangeError: no.\nWhat it was for is not known any more. One that was not sent is left out. One that was sent is followed to its end, and its fills are its strategy’s; an entry is not sent again, and what rests of it is canceled. All else goes on.',
  );
});

test('a state that cannot be read is named, with what holds in its place', () => {
  const account = { brokerId: 'main', environment: 'live' } as const;
  const notice = { ...FAULT, about: 'unread-state', account, symbol: 'BTCUSDT', name: 'trend/btc/BTCUSDT' } as const;
  expect(deskFaultText(PLAIN_SPEECH, notice).text).toBe(
    '🆘 LIVE main · The desk cannot read BTCUSDT, trend/btc/BTCUSDT in its journal\nRangeError: no.\nWhat was known there is not known any more, and no risk is added by it: a strategy waits for its next entry, keeps the stop that stands, else has its route’s, and its targets are the route’s; a difference from the exchange lets nothing be opened in its instrument until /resume; a block stands until /resume. All else goes on.',
  );
});
