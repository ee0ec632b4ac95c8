import { parseArgs } from 'node:util';
import { nextSeed, openSoakFile, sumOf } from '@perpdesk/soak';
import { runChatSoak } from './run-chat-soak.test.fixture.ts';

/*
 * Thousands of events through a Telegram that faults, while the desk is killed every few seconds:
 * `npm run soak:chat -- --events 20000 --chats 30 [--seed N] [--out FILE] [--resume]`, in parts of at most 5 000 with a seed each.
 *
 * Appends a line for each part to FILE (tmp/soak-chat.jsonl); `--resume` goes on behind the last until there are so many in
 * all. Exits 1 for a fault, whenever it came.
 */
const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '20000' },
    chats: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    resume: { type: 'boolean', default: false },
    out: { type: 'string', default: 'tmp/soak-chat.jsonl' },
  },
});
const PART = 5_000;
const wanted = Number(values.events);
const chats = Number(values.chats);
const say = (text: string) => void process.stdout.write(`${text}\n`);

const file = openSoakFile({ path: values.out, soak: 'chat', resume: values.resume });
let { count, failed } = sumOf(file.before);
for (let seed = nextSeed(file.before, Number(values.seed)); count < wanted; seed += 1) {
  const events = Math.min(PART, wanted - count);
  const startedAt = performance.now();
  const result = await runChatSoak({ events, chats, seed, lifeMs: 8_000, kills: Math.ceil(events / 500) });
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const part = { ...result, seed, count: events, failed: result.faults.length, seconds, chats };
  file.append(part);
  say(JSON.stringify(part, null, 2));
  count += events;
  failed += result.faults.length;
}
say(`${count} events, ${failed} faults; ${file.path}`);
process.exit(failed === 0 ? 0 : 1);
