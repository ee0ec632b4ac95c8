import { ACCOUNT } from './cases/account.ts';
import { AMENDING } from './cases/amending.ts';
import { BAD_REQUESTS } from './cases/bad-requests.ts';
import { CANCELING } from './cases/canceling.ts';
import { CONDITIONAL_ORDERS } from './cases/conditional-orders.ts';
import { CONNECTING } from './cases/connecting.ts';
import { ERRORS } from './cases/errors.ts';
import { HISTORY } from './cases/history.ts';
import { IDS_AND_VALIDITY } from './cases/ids-and-validity.ts';
import { INSTRUMENTS } from './cases/instruments.ts';
import { PARTIAL_FILLS } from './cases/partial-fills.ts';
import { PLAIN_ORDERS } from './cases/plain-orders.ts';
import { POSITION_MODES_CASES } from './cases/position-modes.ts';
import { POSITIONS } from './cases/positions.ts';
import { REFUSED_FOR_NOW } from './cases/refused-for-now.ts';
import { SETTINGS } from './cases/settings.ts';
import { STREAM_FAULTS_CASES } from './cases/stream-faults.ts';
import { STREAM } from './cases/stream.ts';
import { TRIGGERS } from './cases/triggers.ts';
import { UNKNOWN_OUTCOMES } from './cases/unknown-outcomes.ts';
import type { ConformanceCase, ConformanceGroup } from './conformance-case.ts';

/** All that a broker must do, by subject. */
export const CONFORMANCE_GROUPS: readonly ConformanceGroup[] = [
  CONNECTING,
  INSTRUMENTS,
  PLAIN_ORDERS,
  IDS_AND_VALIDITY,
  AMENDING,
  BAD_REQUESTS,
  POSITION_MODES_CASES,
  CONDITIONAL_ORDERS,
  TRIGGERS,
  PARTIAL_FILLS,
  CANCELING,
  POSITIONS,
  SETTINGS,
  ACCOUNT,
  HISTORY,
  STREAM,
  STREAM_FAULTS_CASES,
  ERRORS,
  UNKNOWN_OUTCOMES,
  REFUSED_FOR_NOW,
];

/** The cases of all groups. */
export const CONFORMANCE_CASES: readonly ConformanceCase[] = CONFORMANCE_GROUPS.flatMap(({ cases }) => cases);
