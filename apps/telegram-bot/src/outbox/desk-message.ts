import type { AccountTag, Notice } from '@perpdesk/signals';
import type { Stranger } from '../rights/stranger.ts';
import type { ConfigMessage } from '../reload/config-messages.ts';
import type { WatchMessage } from '../watch/watch-message.ts';

/** What the front end adds to the engine's notices. */
export type OwnMessage =
  | WatchMessage
  | ConfigMessage
  /** Follows a fill; shows the position as it stands when the card is delivered. */
  | {
      readonly type: 'position.card';
      readonly account: AccountTag;
      readonly symbol: string;
      readonly positionSide: string;
    }
  /** A chat that cannot be reached any more; told to owners elsewhere. */
  | {
      readonly type: 'chat.dead';
      readonly target: string;
      readonly detail: string;
      /** The chat may live: these messages, which nobody may miss, are given up there. */
      readonly lost?: readonly DeskMessageType[];
    }
  /** Another program reads this bot's updates. */
  | { readonly type: 'chat.conflict'; readonly waitMs: number }
  /** Somebody without a right spoke to the bot. */
  | ({ readonly type: 'access.denied' } & Stranger)
  /** Somebody sent so many wrong codes that none is taken before `until`, Unix ms. */
  | { readonly type: 'access.locked'; readonly actor: string; readonly tries: number; readonly until: number };

/** What stands in an outbox row. */
export type DeskMessage = Notice | OwnMessage;

export type DeskMessageType = DeskMessage['type'];

const OWN = {
  'position.card': true,
  'chat.dead': true,
  'chat.conflict': true,
  'config.changed': true,
  'config.refused': true,
  'config.keys': true,
  'access.locked': true,
  'access.denied': true,
  'risk.warning': true,
  'risk.eased': true,
  'signal.silent': true,
  'signal.resumed': true,
  'summary.daily': true,
  'summary.weekly': true,
  'desk.away': true,
} as const satisfies Readonly<Record<OwnMessage['type'], true>>;

/** Whether the engine told it. */
export function isNotice(message: DeskMessage): message is Notice {
  return !Object.hasOwn(OWN, message.type);
}
