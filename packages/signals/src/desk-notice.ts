import type { AccountTag } from './notice.ts';
import type { RouteExecution } from './route.ts';

/** Of an instrument on an account. */
export interface EnteringOrders {
  readonly account: AccountTag;
  readonly symbol: string;
  /** ≥ 1. */
  readonly orders: number;
}

/** What the desk tells of itself: what people made it do, how it runs, and its journal. */
export type DeskNotice =
  | { readonly type: 'panic.started'; readonly actor: string; readonly accounts: readonly AccountTag[] }
  | {
      readonly type: 'panic.finished';
      /** That it was to close; left out by older versions. */
      readonly accounts?: readonly AccountTag[] | undefined;
      readonly flat: boolean;
      /** What is left, one line each; empty when flat. */
      readonly left: readonly string[];
      readonly closed: readonly string[];
    }
  | {
      readonly type: 'desk.paused';
      readonly actor: string;
      /** Entries that are with the exchange already, and may still fill; left out by older versions. */
      readonly entering?: readonly EnteringOrders[] | undefined;
    }
  | {
      readonly type: 'desk.resumed';
      readonly actor: string;
      /** Accounts and instruments whose drift was taken as it is: `main BTCUSDT`. */
      readonly accepted: readonly string[];
    }
  /** A person has switched what becomes of a route's next alert. */
  | {
      readonly type: 'route.switched';
      readonly routeId: string;
      /** Of the route; left out by older versions. */
      readonly accounts?: readonly AccountTag[] | undefined;
      readonly actor: string;
      readonly from: RouteExecution;
      readonly to: RouteExecution;
      /** What the configuration says. */
      readonly configured: RouteExecution;
    }
  | {
      readonly type: 'desk.started';
      readonly accounts: readonly AccountTag[];
      readonly expired: number;
      readonly resumed: number;
      readonly notes: readonly string[];
    }
  /**
   * The desk has failed at a piece of work again and again, by an error of its own, and goes on without it; or it cannot read
   * what the journal holds of it.
   */
  | {
      readonly type: 'desk.fault';
      readonly about:
        | 'signal'
        | 'intent'
        | 'protection'
        | 'account'
        | 'check'
        | 'desk'
        | 'unread-signal'
        | 'unread-order'
        /** A strategy's part of the ledger, or a flag. */
        | 'unread-state';
      readonly account: AccountTag | null;
      readonly symbol: string | null;
      /** The signal's id; of protection, the strategy; of an order that cannot be read, its own; what is looked at. Empty: none. */
      readonly name: string;
      /** It was to close something. */
      readonly isExit: boolean;
      /** What went wrong. */
      readonly detail: string;
    }
  /** Nothing that is done from now on is recorded, but kept in memory; no entry begins. */
  | {
      readonly type: 'journal.unwritable';
      /** Why, as the journal names it. */
      readonly code: string;
      /** Unix ms. */
      readonly since: number;
    }
  | {
      readonly type: 'journal.writable';
      readonly code: string;
      /** Unix ms. */
      readonly since: number;
      /** How many writes were in memory alone. */
      readonly changes: number;
      /** They did not fit what the journal holds: they are not in it, and everything was read anew. */
      readonly isLost: boolean;
    };
