import { ACCOUNT_SAMPLES } from './account-samples.test.fixture.ts';
import { APPROVAL_SAMPLES } from './approval-samples.test.fixture.ts';
import { ASK_SAMPLES } from './ask-samples.test.fixture.ts';
import { EXPORT_SAMPLES } from './export-samples.test.fixture.ts';
import { HELP_SAMPLES } from './help-samples.test.fixture.ts';
import { REPORT_SAMPLES } from './report-samples.test.fixture.ts';
import { RIGHTS_SAMPLES } from './rights-samples.test.fixture.ts';
import { SETTLE_SAMPLES } from './settle-samples.test.fixture.ts';
import { SIGNAL_SAMPLES } from './signal-samples.test.fixture.ts';
import { TRADE_SAMPLES } from './trade-samples.test.fixture.ts';
import { WATCH_SAMPLES } from './watch-samples.test.fixture.ts';

/** Each kind of card as it may be sent. */
export const SAMPLES = {
  ...ACCOUNT_SAMPLES,
  ...TRADE_SAMPLES,
  ...HELP_SAMPLES,
  ...APPROVAL_SAMPLES,
  ...ASK_SAMPLES,
  ...REPORT_SAMPLES,
  ...EXPORT_SAMPLES,
  ...SETTLE_SAMPLES,
  ...SIGNAL_SAMPLES,
  ...RIGHTS_SAMPLES,
  ...WATCH_SAMPLES,
};
