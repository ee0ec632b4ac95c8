import type { Decimal } from '@perpdesk/broker-core';
import type { Phrase } from '../language/speech.ts';
import type { NamedPosition } from './find-position.ts';
import type { HandCommand } from './hand-command.ts';
import type { Standing } from './standing.ts';

export type ProtectChange = Pick<
  Extract<HandCommand, { readonly type: 'protect' }>,
  'stopLoss' | 'takeProfits' | 'trailing'
>;
export const NO_CHANGE: ProtectChange = { stopLoss: null, takeProfits: null, trailing: null };

/** What a card of stops and targets changes, and what it says. */
export interface ProtectPlan {
  readonly change: ProtectChange;
  readonly lines: readonly Phrase[];
  readonly label: Phrase;
  readonly isOff: boolean;
}

export interface ProtectBasis extends NamedPosition {
  /** Mark price, quote asset. */
  readonly market: Decimal;
  readonly standing: Standing;
  /** Base asset, > 0: what each owner has of the position; what is nobody's becomes the person's own. */
  readonly parts: readonly Decimal[];
}
