import type { Action, ActionResult } from './control/action.ts';
import type { LoopbackState } from './control/loopback-state.ts';
import type { ActiveFault, FaultRule } from './faults/fault-rule.ts';
import type { Message } from './wire/message.ts';

export type WaitOptions = {
  /** Only messages of this chat; default: every chat. */
  readonly chatId?: number;
  /** Gives up after this many ms of the server's clock; default 5000. */
  readonly timeoutMs?: number;
};

/** A running server. The helpers do in process what the control door does over HTTP. */
export interface TelegramLoopback {
  /** Root of the Bot API: grammY's `client.apiRoot`. */
  readonly url: string;
  /** The chat page. */
  readonly pageUrl: string;
  /** The bot's token. */
  readonly token: string;

  /** Does what a person would do. @throws {ControlError} where a person could not. */
  act(action: Action): ActionResult;
  /** Sends a text or command as a user; the chat defaults to the private one. */
  sendText(userId: number, text: string, chatId?: number): Message;
  /** Taps the button that carries `callbackData`; returns the id of the callback query. */
  tap(userId: number, chatId: number, messageId: number, callbackData: string): string;
  /** What stands in the chat now, oldest first. */
  messages(chatId: number): readonly Message[];
  /** The first message, standing or to come, new or edited, for which `predicate` holds. Rejects after the timeout. */
  waitForMessage(predicate: (message: Message) => boolean, options?: WaitOptions): Promise<Message>;

  /** Adds rules behind those that are there; the first that fits a call is used. */
  addFaults(rules: readonly FaultRule[]): void;
  /** The rules, with how often each was used. */
  faults(): readonly ActiveFault[];
  /** Forgets the rules. */
  clearFaults(): void;

  /** The server's time and how far it stands from its clock, ms. */
  clock(): { readonly now: number; readonly offsetMs: number };
  /** Moves the server's time on (or back, with a negative number). */
  advanceClock(ms: number): void;
  /** How far the server’s time stands from its clock, ms. */
  setClockOffset(ms: number): void;

  /** All that it knows. */
  state(): LoopbackState;
  /** Forgets messages, files, updates, taps, menus, faults and counters; ids go on, the clock stays. */
  reset(): void;

  /** Stops listening and drops every connection. */
  close(): Promise<void>;
  /** `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
