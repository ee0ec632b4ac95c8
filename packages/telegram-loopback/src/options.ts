import type { Clock } from './clock.ts';
import type { BotStatus } from './world/chat-room.ts';

/** A person who can write to the bot. */
export type LoopbackUser = {
  readonly id: number;
  readonly name: string;
  readonly username?: string;
  /** False: the user has not written to the bot yet, so the bot may not write first. Default true. */
  readonly isStarted?: boolean;
};

export type LoopbackBot = {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  /** Privacy mode off: the bot sees every group message. Default false. */
  readonly canReadAllGroupMessages?: boolean;
};

/** A group or channel; private chats exist for every user by themselves. */
export type LoopbackChat = {
  readonly id: number;
  readonly title: string;
  /** Default `supergroup`. */
  readonly type?: 'group' | 'supergroup' | 'channel';
  readonly username?: string;
  /** Makes the chat a forum. Topic ids are > 1; the General topic has none. */
  readonly topics?: readonly { readonly id: number; readonly name: string }[];
  /** User ids; default: all users. */
  readonly members?: readonly number[];
  /** User ids, the owner first; default: the first member. */
  readonly admins?: readonly number[];
  /** Default `administrator`. */
  readonly botStatus?: BotStatus;
};

export type TelegramLoopbackOptions = {
  /** Address to listen on; default 127.0.0.1. Anything but loopback needs `allowRemote`. */
  readonly host?: string;
  /** 0 takes a free port. */
  readonly port?: number;
  /** Makes ids and fault dice repeat. Without it ids start from the clock, so that a restart never repeats one. */
  readonly seed?: number;
  readonly token?: string;
  readonly bot?: LoopbackBot;
  readonly users?: readonly LoopbackUser[];
  readonly chats?: readonly LoopbackChat[];
  readonly clock?: Clock;
  /** How long a tap can be answered, ms; default 15 000. */
  readonly callbackTtlMs?: number;
  /** Largest request, bytes; default 52 MiB. */
  readonly maxBodyBytes?: number;
  /** Listen on an address that other machines reach. Whoever reaches it may read and drive everything. */
  readonly allowRemote?: boolean;
  /** Further names allowed in the Host header, without port. */
  readonly allowedHosts?: readonly string[];
};

export const DEFAULT_BOT: LoopbackBot = { id: 7_000_000_001, username: 'loopback_bot', name: 'Loopback Bot' };
export const DEFAULT_USERS: readonly LoopbackUser[] = [{ id: 1001, name: 'Trader', username: 'trader' }];
