import { BaseSequencer } from 'vitest/node';

// a fresh clone knows no times, and Vitest goes by the size of files: these take longest, and wait for most of it
const LONGEST = [
  /\/crash\/venue-/,
  /\/conformance-over-/,
  /\/simulation\/seeds-/,
  /\/crash\//,
  /\/e2e\//,
  /\/docs\/(?:deployment\/docker|pages\/programs)/,
  /\/testing\/crash\.test/,
  /\/simulation\//,
  /./,
];
const rank = ({ moduleId }) => LONGEST.findIndex((it) => it.test(moduleId));

export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const sorted = await Reflect.apply(super.sort, this, [files]);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
