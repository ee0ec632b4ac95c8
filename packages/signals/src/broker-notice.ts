import type { AccountTag } from './notice.ts';

/** Whether an account is heard of, and what it missed is read. */
export type BrokerNotice =
  /** An account is back whose absence was told; or what it missed is read, of which was told that it could not be. */
  | {
      readonly type: 'broker.connected';
      readonly about?: 'past' | undefined;
      readonly account: AccountTag;
      /** For how long entries had to wait; left out by older versions. */
      readonly awayMs?: number | undefined;
      /** Fills that came while nothing was heard of it; left out by older versions. */
      readonly missedFills?: number | undefined;
    }
  /** Nothing is heard of an account; `past`: what it missed cannot be read, entries wait, exits and stops go on. */
  | {
      readonly type: 'broker.disconnected';
      readonly about?: 'past' | undefined;
      readonly account: AccountTag;
      readonly detail: string;
    };
