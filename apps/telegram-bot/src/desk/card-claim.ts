import type { ConfirmRow } from '@perpdesk/journal/port';
import type { ApproveCommand, ConfirmCommand } from './confirm-command.ts';
import type { Undone } from './undone.ts';

/** What a tap on a card comes to. */
export type CardClaim =
  /** It is this tap's to carry out. `resumed`: an earlier run of the program took it and did not finish. */
  | {
      readonly type: 'claimed';
      readonly row: ConfirmRow;
      readonly command: ConfirmCommand;
      /** The order's id, whichever cards it went through. */
      readonly tradeId: string;
      readonly resumed: boolean;
    }
  | { readonly type: 'already'; readonly row: ConfirmRow }
  /** `replaced`: a card of another size took its place. */
  | { readonly type: 'expired' | 'cancelled' | 'replaced'; readonly undone: Undone }
  /** `own`: another person has to tap; `code`: a code is waited for, not a tap. */
  | { readonly type: 'foreign' | 'unknown' | 'role' | 'own' | 'code' }
  /** Another person said no. */
  | { readonly type: 'declined'; readonly askedIn: ApproveCommand['askedIn'] };
