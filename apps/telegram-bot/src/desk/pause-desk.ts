import type { Journal } from '@perpdesk/journal/port';
import { PANIC_FLAG, PAUSE_FLAG } from '@perpdesk/signals';
import { formatActor } from '../language/actor.ts';
import type { Phrase } from '../language/speech.ts';
import { roleTexts } from '../language/texts/help.ts';
import { pauseTexts } from '../language/texts/pause.ts';
import { refusalTexts } from '../language/texts/refusal.ts';
import type { DeskContext } from './desk-context.ts';
import { accept, refuse, type DeskResult } from './desk-result.ts';
import { actorOf, canResume, canTrade, type DeskUser } from './desk-user.ts';
import { isRecord } from './stored-amounts.ts';

/** Unix ms of the last `/pause`; `null`: not known. */
async function readPausedAt(journal: Journal): Promise<number | null> {
  try {
    const flag: unknown = JSON.parse((await journal.readFlags())[PAUSE_FLAG] ?? 'null');
    return isRecord(flag) && typeof flag['at'] === 'number' ? flag['at'] : null;
  } catch {
    return null;
  }
}

/** `user 111 and user 222, the last one 22 Nov, 12:00:00 UTC`. */
function whoPaused(actors: readonly string[], at: number | null): Phrase {
  return (speech) => {
    const words = speech.say(pauseTexts);
    const names = actors.map((actor) => formatActor(speech, actor));
    const when = at === null ? null : speech.dayTime(at);
    return words.who(speech.list(names), when, names.length > 1);
  };
}

/** Pauses, and says so where it was paused before; the engine tells the chats. Whoever paused already changes nothing. */
export async function pauseDesk(
  { engine, journal }: Pick<DeskContext, 'engine' | 'journal'>,
  user: DeskUser,
  relay: readonly string[],
): Promise<DeskResult<Phrase | null>> {
  if (!canTrade(user)) return refuse('role', ({ say }) => say(refusalTexts).mayNotPause(say(roleTexts)[user.role]));
  const { paused, pausedBy } = engine.status();
  const who = paused ? whoPaused(pausedBy, await readPausedAt(journal)) : null;
  if (who !== null && pausedBy.includes(actorOf(user))) {
    return refuse('blocked', (speech) => speech.say(pauseTexts).already(who(speech)));
  }
  await engine.pause(actorOf(user), relay);
  return accept(who === null ? null : (speech) => speech.say(pauseTexts).yoursToo(who(speech)));
}

/** Whether something holds entries back that /resume lifts; where nobody can say, it may. */
async function isHeld({ engine, journal }: Pick<DeskContext, 'engine' | 'journal'>): Promise<boolean> {
  const { paused, panicBlocked, halted } = engine.status();
  if (paused || panicBlocked || halted.length > 0) return true;
  try {
    const flags = await journal.readFlags();
    return flags[PAUSE_FLAG] !== undefined || flags[PANIC_FLAG] !== undefined;
  } catch {
    return true;
  }
}

/** Whether this person may lift what holds entries back now, or why not. */
export async function mayResume(
  context: Pick<DeskContext, 'engine' | 'journal'>,
  user: DeskUser,
): Promise<DeskResult<null>> {
  if (!canTrade(user)) return refuse('role', ({ say }) => say(refusalTexts).mayNotPause(say(roleTexts)[user.role]));
  if (!(await isHeld(context))) return refuse('blocked', ({ say }) => say(pauseTexts).nothing);
  if (!canResume(user, context.engine.status())) return refuse('role', ({ say }) => say(refusalTexts).mayNotResume);
  return accept(null);
}

/** Lifts /pause, the block of /panic and what drift halts; the engine tells the chats. */
export async function resumeDesk(
  context: Pick<DeskContext, 'engine' | 'journal'>,
  user: DeskUser,
  relay: readonly string[],
): Promise<DeskResult<null>> {
  const allowed = await mayResume(context, user);
  if (allowed.ok) await context.engine.resume(actorOf(user), relay);
  return allowed;
}
