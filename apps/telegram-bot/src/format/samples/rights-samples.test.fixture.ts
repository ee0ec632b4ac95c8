import { decimal } from '@perpdesk/broker-core';
import type { ChangePreview } from '../../desk/change-preview.ts';
import { refuse } from '../../desk/desk-result.ts';
import type { NotifyLine, NotifyReport } from '../../notify/notify-settings.ts';
import { createSpeech } from '../../language/speech.ts';
import { handTexts } from '../../language/texts/hand.ts';
import { readRefusalTexts } from '../../language/texts/read-refusal.ts';
import type { PersonReport, RightsRefusal } from '../../rights/manage-rights.ts';
import { changeCard } from '../change-card.ts';
import { editCard } from '../edit-card.ts';
import { muteCard, notifyCard, notifyGroupCard } from '../notify-card.ts';
import { refusalCard } from '../plain-card.ts';
import { speechCard } from '../speech-card.ts';
import { auditCard, linkCard, personCard, rightsRefusalCard, usersCard } from '../rights-card.ts';
import { account, AT, NONCE, type Samples } from './sample.test.fixture.ts';

const grant = { role: 'trader', brokers: ['main'], place: null, by: 'user:111', at: AT } as const;
const ENTRY = {
  brokerId: 'main',
  symbol: 'BTCUSDT',
  direction: 'long',
  quantity: decimal('0.02'),
  scale: { tickSize: decimal('0.1'), stepSize: decimal('0.001') },
} as const;
const owner: PersonReport = { id: '111', configured: { role: 'owner', brokers: null }, grants: [grant] };
const person: PersonReport = {
  id: '222',
  configured: { role: 'viewer', brokers: null },
  grants: [
    grant,
    { ...grant, role: 'none', brokers: null, place: { chatId: '-1005', topic: null } },
    { ...grant, role: 'viewer', place: { chatId: '-1005', topic: 3 } },
  ],
};
const audit = {
  sequence: 7,
  at: AT,
  actor: 'user:111',
  action: 'grant',
  detail: JSON.stringify({ user: '222', role: 'trader', brokers: ['main'] }),
  hash: '00',
};
const REFUSALS: readonly RightsRefusal[] = [
  { code: 'not-owner' },
  { code: 'usage', of: 'grant' },
  { code: 'usage', of: 'revoke' },
  { code: 'usage', of: 'link' },
  { code: 'usage', of: 'audit' },
  { code: 'no-person', word: 'bob' },
  { code: 'no-account', word: 'mian', known: ['main', 'scalps'] },
  { code: 'no-account', word: 'mian', known: [] },
  { code: 'configured-owner', id: '111' },
  { code: 'last-owner' },
];

const line = (type: NotifyLine['type'], level: NotifyLine['level'], isFixed = false): NotifyLine => ({
  type,
  level,
  isFixed,
});
/** A few of each group. */
const notify: NotifyReport = {
  groups: [
    { group: 'signal', lines: [line('signal.received', 'loud'), line('signal.asks', 'loud', true)] },
    { group: 'order', lines: [line('order.filled', 'silent'), line('order.canceled', 'off')] },
    { group: 'position', lines: [line('position.closed', 'loud')] },
    { group: 'stop', lines: [line('stop.failed', 'loud', true), line('stop.moved', 'silent')] },
    { group: 'account', lines: [line('broker.connected', 'off')] },
    { group: 'summary', lines: [] },
    { group: 'desk', lines: [line('desk.fault', 'loud', true)] },
  ],
  mutedUntil: AT,
};

const change: ChangePreview = {
  nonce: NONCE,
  expiresAt: AT + 60_000,
  ...account(),
  heardAgoMs: 65_000,
  title: ({ say }) => say(handTexts).leverageTitle('BTCUSDT'),
  lines: [
    ({ say }) => say(handTexts).change('5x', '10x'),
    ({ say, money }) => say(handTexts).marginAfter(money(decimal('1120')), money(decimal('560')), 'USDT'),
    ({ say, price }) => say(handTexts).liquidationAfter(price(decimal('54310'), null), price(decimal('57100'), null)),
    ({ say }) => say(handTexts).untilStart,
  ],
  label: ({ say }) => say(handTexts).setIt('10x'),
  style: 'danger',
};
const stop: ChangePreview = {
  ...change,
  ...account('paper', 'paper'),
  heardAgoMs: null,
  title: ({ say, quantity }) => say(handTexts).protectTitle('BTCUSDT', 'LONG', quantity(decimal('0.02'), null)),
  lines: [
    ({ say, price }) => say(handTexts).stop(say(handTexts).none, price(decimal('59100'), null)),
    ({ say, percent }) => say(handTexts).away(percent(decimal('-1.7'))),
    ({ say, pnl }) => say(handTexts).atStop(pnl(decimal('-20.41')), 'USDT'),
    ({ say, price }) => say(handTexts).liquidation(price(decimal('54310'), null)),
    ({ say }) => say(handTexts).passed,
    ({ say }) => say(handTexts).until,
    ({ say }) => say(handTexts).ownedBy('trend'),
    ({ say }) => say(handTexts).insteadOf('trend'),
  ],
  label: ({ say }) => say(handTexts).setStop,
  style: 'success',
};

export const RIGHTS_SAMPLES: Samples = {
  usersCard: { 'an owner and a viewer': (speech) => usersCard(speech, [owner, person]) },
  personCard: { 'one with grants': (speech) => personCard(speech, person) },
  linkCard: {
    bound: (speech) => linkCard(speech, { brokers: ['main', 'scalps'], by: 'user:111', at: AT }),
    free: (speech) => linkCard(speech, null),
  },
  auditCard: {
    intact: (speech) =>
      auditCard(speech, {
        rows: [
          audit,
          { ...audit, sequence: 6, action: 'mute', detail: JSON.stringify({ chat: '-1005', until: AT + 3_600_000 }) },
          { ...audit, sequence: 5, action: 'link', detail: JSON.stringify({ chat: '-1005', brokers: 'all' }) },
        ],
        isIntact: true,
      }),
    broken: (speech) => auditCard(speech, { rows: [audit], isIntact: false }),
    none: (speech) => auditCard(speech, { rows: [], isIntact: true }),
  },
  rightsRefusalCard: Object.fromEntries(
    REFUSALS.map((refusal) => [JSON.stringify(refusal), (speech) => rightsRefusalCard(speech, refusal)]),
  ),
  notifyCard: {
    muted: (speech) => notifyCard(speech, notify),
    'not muted': (speech) => notifyCard(speech, { ...notify, mutedUntil: null }),
  },
  notifyGroupCard: Object.fromEntries(
    notify.groups.map(({ group }) => [group, (speech) => notifyGroupCard(speech, notify, group)]),
  ),
  speechCard: {
    'the language of a person': (speech) =>
      speechCard(speech, { part: 'language', isChats: false, told: speech, now: AT, maySet: true }),
    'the zone of a chat': (speech) =>
      speechCard(speech, {
        part: 'timezone',
        isChats: true,
        told: createSpeech('de', 'Asia/Tokyo'),
        now: AT,
        maySet: true,
      }),
    'of a chat that one may not set': (speech) =>
      speechCard(speech, { part: 'timezone', isChats: true, told: speech, now: AT, maySet: false }),
  },
  muteCard: {
    muted: (speech) => muteCard(speech, notify),
    'not muted': (speech) => muteCard(speech, { ...notify, mutedUntil: null }),
  },
  editCard: { 'of an order': (speech) => editCard(speech, NONCE, ENTRY) },
  changeCard: {
    'of a leverage': (speech) => changeCard(speech, change),
    'of a stop': (speech) => changeCard(speech, stop),
  },
  refusalCard: {
    'of a command that reads': (speech) =>
      refusalCard(
        speech,
        refuse('usage', ({ say }) => say(readRefusalTexts).noOrder('pp-1')),
      ),
  },
};
