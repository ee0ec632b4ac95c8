import { parentPort, workerData } from 'node:worker_threads';
import type { Journal } from '../../port/journal.ts';
import { openSqliteJournal } from '../open-sqlite-journal.ts';
import { type Answer, type Call, type Calls, callJournal, type Report } from './call.ts';
import { toFailure } from './failure.ts';
import type { ThreadData } from './thread-data.ts';

/** The thread’s own program: opens the journal that it is given, and answers what it is asked. */
const data: ThreadData = workerData;
let at = data.at;

function say(report: Report): void {
  parentPort?.postMessage(report, []);
}

function serve(journal: Journal): void {
  let answers: Answer[] = [];
  const tell = () => {
    const told = answers;
    answers = [];
    say({ type: 'answers', answers: told, state: journal.writeState() });
  };
  // answers of one transaction come one microtask after the other, and go together
  const add = (answer: Answer) => {
    answers.push(answer);
    if (answers.length === 1) queueMicrotask(tell);
  };
  const answer = async (id: number, call: Call) => {
    try {
      add({ id, value: await callJournal(journal, call) });
    } catch (error) {
      add({ id, failure: toFailure(error) });
    }
    if (call.method === 'close') queueMicrotask(() => parentPort?.close());
  };
  parentPort?.on('message', (text: string) => {
    const asked: Calls = JSON.parse(text);
    at = asked.at;
    for (const [id, call] of asked.calls) void answer(id, call);
    if (asked.calls.length === 0) tell();
  });
}

try {
  const { path, ballastBytes, owner } = data;
  const journal = await openSqliteJournal({ path, ballastBytes, owner, now: () => at });
  serve(journal);
  say({ type: 'opened', state: journal.writeState() });
} catch (error) {
  say({ type: 'refused', failure: toFailure(error) });
}
