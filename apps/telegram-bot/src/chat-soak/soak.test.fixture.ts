import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { runChatSoak } from './run-chat-soak.test.fixture.ts';

/** `npm run soak:chat -- --events 20000 --chats 30 [--seed N] [--out FILE]`: one line of results, exit code 1 for a fault. */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '20000' },
    chats: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: 'tmp/soak-chat.jsonl' },
  },
});
const plan = { events: Number(values.events), chats: Number(values.chats), seed: Number(values.seed) };
const startedAt = performance.now();
const result = await runChatSoak({ ...plan, lifeMs: 8_000, kills: Math.ceil(plan.events / 500) });
const line = { ...plan, ...result, seconds: Math.round((performance.now() - startedAt) / 1000) };
await mkdir(dirname(values.out), { recursive: true });
await appendFile(values.out, `${JSON.stringify(line)}\n`);
process.stdout.write(`${JSON.stringify(line, null, 2)}\n`);
process.exit(result.faults.length === 0 ? 0 : 1);
