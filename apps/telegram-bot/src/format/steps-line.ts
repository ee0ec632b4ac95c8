import type { LegStory } from '@perpdesk/signals';
import type { Speech } from '../language/speech.ts';
import { reportTexts } from '../language/texts/report.ts';

type Moments = LegStory['timeline'];

/** `received → parsed 1 ms → risk check 3 ms → … · 58 ms in all`: what came, and how long each step took. */
export function formatSteps(speech: Speech, timeline: Moments): string {
  const words = speech.say(reportTexts);
  const known = timeline.filter(({ at }) => at !== null);
  const steps = known.map(({ step, ms }) =>
    ms === null ? words.steps[step] : `${words.steps[step]} ${speech.digits(`${ms}`)} ms`,
  );
  const [first, last] = [known[0]?.at ?? null, known.at(-1)?.at ?? null];
  const total =
    first === null || last === null || known.length < 2 ? '' : words.inAll(speech.digits(`${last - first}`));
  return `${steps.join(' → ')}${total}`;
}
