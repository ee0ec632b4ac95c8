import type { BrokerErrorCode } from '../../broker-error-codes.ts';
import type { PositionMode } from '../../position.ts';
import type { CaseContext } from './case-context.ts';
import type { Need } from './need.ts';

/** What the expectation rests on. */
export interface CaseSource {
  /** `contract`: what `Broker` promises; `docs`: an exchange's page; `capture`: what an exchange has sent. */
  readonly kind: 'contract' | 'docs' | 'capture';
  /** Where it stands: the contract's member, the page's address, the capture's origin. */
  readonly at: string;
}

/** One thing that every broker must do, as data. */
export interface ConformanceCase {
  /** Group and number, e.g. `ORD-03`; never used again for another case. */
  readonly id: string;
  /** A plain statement. */
  readonly title: string;
  /** It is skipped, with this as the reason, where one of them is missing. */
  readonly needs: readonly Need[];
  /** The account's mode in which it runs. Default one-way. */
  readonly positionMode?: PositionMode;
  readonly source: CaseSource;
  /** The day on which it passed against Binance's demo. */
  readonly seenOnDemo: `${number}-${number}-${number}` | 'never';
  /** The codes that it provokes; where there are several, any of them will do. */
  readonly expects?: readonly BrokerErrorCode[];
  /** Rejects where the broker is at fault. */
  run(context: CaseContext): Promise<void>;
}

/** Cases of one subject. */
export interface ConformanceGroup {
  /** The ids' first part, e.g. `ORD`. */
  readonly prefix: string;
  readonly title: string;
  readonly cases: readonly ConformanceCase[];
}
