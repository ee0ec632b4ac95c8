import type { Environment } from '@perpdesk/broker-core';
import type { Phrase } from '../language/speech.ts';
import type { IssuedCard } from './confirm-cards.ts';
import type { Fresh } from './fresh.ts';

/** What a person's command changes, before anything is sent: line by line, old and new. */
export interface ChangePreview extends IssuedCard {
  readonly brokerId: string;
  readonly environment: Environment;
  readonly heardAgoMs: Fresh<unknown>['heardAgoMs'];
  readonly title: Phrase;
  readonly lines: readonly Phrase[];
  /** Of the button that does it. */
  readonly label: Phrase;
  /** Of the button that leaves everything as it is; left out: Cancel. */
  readonly keepLabel?: Phrase;
  readonly style: 'success' | 'danger' | 'primary';
}
