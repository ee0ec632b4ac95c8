import Sequencer from '@jest/test-sequencer';

// a fresh clone knows no times, and jest goes by the size of files: these take longest, and wait for most of it
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
const rank = ({ path }) => LONGEST.findIndex((it) => it.test(path));

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = Reflect.apply(super.sort, this, [tests]);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
