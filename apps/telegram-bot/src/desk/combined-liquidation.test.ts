import { describe, expect, test } from 'vitest';
import { decimal } from '@perpdesk/broker-core';
import { fakeAccount, fakePosition } from '@perpdesk/broker-core/testing';
import { tellStory } from '../stories/trade-story.test.fixture.ts';
import { liquidationAfter } from './combined-liquidation.ts';

const amount = (text: string | undefined) => Number((text ?? '').replaceAll(/[^\d.]/gu, ''));
/** What the card expects, and what the exchange says once it has filled. */
async function compare(story: { readonly before: readonly string[]; readonly command: string }, mode?: 'hedge') {
  const accounts = [{ id: 'main', ...(mode === undefined ? {} : { positionMode: mode }) }];
  const { card } = await tellStory({ ...story, accounts });
  const before = [...story.before, story.command];
  const stands = (await tellStory({ accounts, before, command: '/positions BTCUSDT' })).card;
  return {
    line: card.split('\n').find((line) => line.startsWith('est. liq')),
    expected: amount(/est\. liq (?:≈|[\d. ]+→) ([\d. ]+)/u.exec(card)?.[1]),
    real: amount(/liq ([\d. ]+)/u.exec(stands)?.[1]),
  };
}

describe('a symbol that is held', () => {
  test.each([
    ['grown', { before: ['/long BTCUSDT 0.5'], command: '/long BTCUSDT 0.3' }],
    ['grown at another price', { before: ['/long BTCUSDT 0.5', 'price 58000'], command: '/long BTCUSDT 0.5' }],
    ['a short that is grown', { before: ['/short BTCUSDT 0.5'], command: '/short BTCUSDT 0.25' }],
    ['reduced', { before: ['/long BTCUSDT 0.9'], command: '/short BTCUSDT 0.3' }],
    ['turned', { before: ['/long BTCUSDT 0.3', 'price 61000'], command: '/short BTCUSDT 0.9' }],
    ['beside another symbol', { before: ['/long ETHUSDT 5', '/long BTCUSDT 0.5'], command: '/long BTCUSDT 0.3' }],
  ])('%s: the card expects what the exchange then says', async (_, story) => {
    const { line, expected, real } = await compare(story);
    expect(line).toMatch(/^est\. liq [\d. ]+ → [\d. ]+$/u);
    expect(real).toBeGreaterThan(0);
    // fees, and the rates of the brackets below
    expect(Math.abs(expected - real) / real).toBeLessThan(0.003);
  });

  test('closed by it: there is nothing to liquidate', async () => {
    const { card } = await tellStory({ before: ['/long BTCUSDT 0.5'], command: '/short BTCUSDT 0.5' });
    expect(card).not.toContain('est. liq');
  });

  test('with its other side open, both count', async () => {
    const story = { before: ['/long BTCUSDT 0.9', '/short BTCUSDT 0.2'], command: '/short BTCUSDT 0.1' };
    const { expected, real } = await compare(story, 'hedge');
    expect(real).toBeGreaterThan(0);
    expect(Math.abs(expected - real) / real).toBeLessThan(0.003);
  });
});

describe('in isolated margin', () => {
  const at = (liquidationPrice: string | null) =>
    fakePosition({
      quantity: decimal('0.1'),
      entryPrice: decimal('60000'),
      marginType: 'isolated',
      liquidationPrice: liquidationPrice === null ? null : decimal(liquidationPrice),
    });
  const after = (change: string, liquidationPrice: string | null) => {
    const held = at(liquidationPrice);
    const [account, rate] = [fakeAccount(), decimal('0.005')];
    return liquidationAfter({
      legs: [held],
      held,
      change: decimal(change),
      price: decimal('60000'),
      leverage: 10,
      marginType: 'isolated',
      account,
      maintenanceMarginRate: rate,
    });
  };
  // 0.1 at 60 000 with 600 of margin: (6 000 − 600) / (0.1 · 0.995)
  const OWN = '54271.356783919597989949748743718592964824';

  test('as much again with as much margin is liquidated where it was', () => {
    const result = after('0.1', OWN);
    expect(result.type === 'price' ? result.price.toFixed(4) : result).toBe('54271.3568');
  });

  test('margin that was added by hand is reckoned with', () => {
    const result = after('0.1', '50000');
    expect(result.type === 'price' ? result.price.toFixed(2) : result).toBe('52135.68');
  });

  test('a part that is closed leaves it; a turn begins anew; all of it leaves nothing', () => {
    expect(after('-0.04', OWN)).toMatchObject({ type: 'price', price: decimal(OWN), falls: true });
    const turned = after('-0.2', OWN);
    expect(turned.type === 'price' ? [turned.price.toFixed(2), turned.falls] : turned).toEqual(['65671.64', false]);
    expect(after('-0.1', OWN)).toEqual({ type: 'none' });
  });

  test('what the exchange does not tell is not made up', () => {
    expect(after('0.1', null)).toEqual({ type: 'unknown' });
    expect(after('-0.04', null)).toEqual({ type: 'unknown' });
  });
});
