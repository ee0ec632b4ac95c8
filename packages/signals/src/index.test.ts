import { describe, expect, test } from 'vitest';
import * as signals from './index.ts';
import * as server from './server/index.ts';

describe('the package exports these names', () => {
  test('at its root', () => {
    expect(Object.keys(signals).toSorted()).toEqual([
      'DEFAULT_TIMINGS',
      'LEFT_OUT',
      'MAX_ALERT_BYTES',
      'MOMENTS',
      'PANIC_FLAG',
      'PAUSE_FLAG',
      'PROBE_POINTS',
      'REFUSAL_CODES',
      'ROUTE_DIALECTS',
      'ROUTE_EXECUTIONS',
      'ROUTE_MODES',
      'ROUTE_OVERRIDES',
      'SENTENCES',
      'TRANSITIONS',
      'checkSecret',
      'classifyStep',
      'createSignalEngine',
      'createSignalProcessor',
      'decodeClientOrderId',
      'defineRoute',
      'describeOut',
      'encodeClientOrderId',
      'fillSentence',
      'findUnheard',
      'levelPrice',
      'lintTemplate',
      'modesOf',
      'nameOfCode',
      'normaliseAlert',
      'normaliseForRoute',
      'planSignal',
      'planTargets',
      'readAlert',
      'readRouteAlert',
      'readSentences',
      'readStoredSignal',
      'readStory',
      'rebuildAccount',
      'rebuildChanges',
      'rebuildSeal',
      'replaySignal',
      'signalKey',
      'sizeOpen',
      'streamName',
      'transitionOf',
    ]);
  });

  test('as its server', () => {
    expect(Object.keys(server)).toEqual(['createAlertServer']);
  });
});
