import { decimal } from '@perpdesk/broker-core';
import type { Journal } from '@perpdesk/journal/port';
import { NO_APPROVALS, type ApprovalRules } from '../desk/approval/approval-rules.ts';
import { codeAt } from '../desk/approval/totp.ts';
import type { DeskUser } from '../desk/desk-user.ts';
import { createChatBench, type ChatBench } from '../testing/chat-bench.ts';
import { OWNER, TRADER, VIEWER } from '../testing/desk-bench.ts';

export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
export const GROUP = -5;
const OTHER_TRADER: DeskUser = { id: '555', role: 'trader', brokers: ['main'] };
const ELSEWHERE: DeskUser = { id: '444', role: 'trader', brokers: ['other'] };

export const rules = (patch: Partial<ApprovalRules>): ApprovalRules => ({ ...NO_APPROVALS, ...patch });
export const CODES = rules({ secretOf: (id) => (id === '222' ? SECRET : null), ownerTargets: ['chat:111'] });
export const SECOND = rules({ secondFrom: { owner: decimal('5000'), trader: decimal('500') } });
export const BOTH = rules({ ...CODES, secondFrom: SECOND.secondFrom });

export const benchOf = (approvals: ApprovalRules, journal?: Journal) =>
  createChatBench([{ id: 'main' }, { id: 'other' }], {
    approvals,
    users: [OWNER, TRADER, VIEWER, OTHER_TRADER, ELSEWHERE],
    ...(journal === undefined ? {} : { journal }),
  });

export const code = (bench: ChatBench, steps = 0) => codeAt(SECRET, bench.clock.now() + steps * 30_000);
export const wrongCode = (bench: ChatBench) => {
  const good = [-1, 0, 1].map((steps) => code(bench, steps));
  return ['000000', '111111', '222222', '333333'].find((it) => !good.includes(it)) ?? '';
};
export const toasts = (bench: ChatBench) =>
  bench.sent.filter(({ method }) => method === 'answerCallbackQuery').map(({ payload }) => payload['text']);
export const IN_GROUP = { chatId: GROUP, chatType: 'supergroup' } as const;

export async function askCode(bench: ChatBench, command = '/long BTCUSDT 0.01 @main') {
  await bench.say(command, { from: 222 });
  const [yes = ''] = bench.buttons();
  await bench.tap(yes, { from: 222 });
  return yes;
}

export async function askSecond(bench: ChatBench, command = '/long BTCUSDT 0.01 @main') {
  await bench.say(command, { from: 222, ...IN_GROUP });
  const [first = ''] = bench.buttons();
  await bench.tap(first, { from: 222, chatId: GROUP });
  const [yes = '', no = ''] = bench.buttons().filter((it) => it !== first);
  return { first, yes, no };
}
