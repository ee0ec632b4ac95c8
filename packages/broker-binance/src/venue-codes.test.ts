import { expect, test } from 'vitest';
import { BROKER_ERROR_CODES, OUTCOMES } from '@perpdesk/broker-core';
import { VENUE_CODES } from './venue-codes.ts';

const rows = [...VENUE_CODES];
const numbers = (text: string) => text.split(' ').map((part) => -Number(part));

test('every row names a code of ours, an outcome, a meaning and a source', () => {
  for (const [number, { code, outcome, meaning, source }] of rows) {
    expect([number, code in BROKER_ERROR_CODES, OUTCOMES.includes(outcome)]).toEqual([number, true, true]);
    expect([number, meaning]).toEqual([number, expect.stringMatching(/^[A-Za-z0-9].+\.$/)]);
    expect(source).toMatch(/^https:\/\//);
  }
});

test('no number stands twice, all of them Binance’s', () => {
  // a number that stood twice would leave the map one row short of the table
  expect(VENUE_CODES.size).toBe(205);
  for (const [number] of rows) expect(number).toBeLessThanOrEqual(-1000);
});

test('what the documents call a refusal is one, and what proves nothing is unknown', () => {
  const refusals = numbers(
    '2010 2018 2019 2020 2021 2022 2024 2025 2027 2028 1013 1102 1106 1111 1116 1121 4003 4004 4005 4013 4014 4016 4023 4024 4028 4045 4061 4062 4118 4120 4130 4131 4135 4137 4138 4142 4161 4164 4183 4184 5021 5022 5024 5025 5026 5027 5037 5038 5039 5040 5041 5047',
  );
  for (const number of refusals) expect([number, VENUE_CODES.get(number)?.outcome]).toEqual([number, 'rejected']);
  for (const number of numbers('1000 1001 1006 1007 4116')) {
    expect([number, VENUE_CODES.get(number)?.outcome]).toEqual([number, 'unknown']);
  }
  for (const number of numbers('1003 1008 1015 1021')) {
    expect([number, VENUE_CODES.get(number)?.outcome]).toEqual([number, 'not-sent']);
  }
});

test('what is so already, what ends an account and what a key may not are told apart', () => {
  const codeOf = (number: number) => VENUE_CODES.get(number)?.code;
  for (const number of numbers('4046 4059 4171 5027')) expect(codeOf(number)).toBe('already-set');
  for (const number of numbers('1002 1022 2014 2015')) expect(codeOf(number)).toBe('not-authorized');
  for (const number of numbers('2017 2023 4087 4088 4192 4202 4203 4205 4400 4401 4402')) {
    expect([number, codeOf(number)]).toEqual([number, 'account-restricted']);
  }
});
