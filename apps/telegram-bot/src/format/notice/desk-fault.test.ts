import { expect, test } from '@jest/globals';
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
