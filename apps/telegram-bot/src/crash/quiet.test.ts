import { expect, test } from 'vitest';
import { whyBehind } from './quiet.test.fixture.ts';

test('an account is not quiet while it has fills that the desk has not booked', () => {
  const booked = [{ brokerId: 'one' }, { brokerId: 'two' }];
  const state = (account: string, fills: number) => ({ account, fills: Array.from({ length: fills }) });
  expect(whyBehind(booked, [state('one', 1), state('two', 1)])).toBeNull();
  expect(whyBehind(booked, [state('one', 1), state('two', 3)])).toBe('1 of 3 fills of two are booked');
});
