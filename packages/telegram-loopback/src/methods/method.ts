import type { MethodArguments } from '../arguments/arguments.ts';
import type { User } from '../wire/user.ts';
import type { WebhookSender } from '../world/webhook-sender.ts';
import type { World } from '../world/world.ts';

export type MethodCall = {
  readonly world: World;
  readonly webhook: WebhookSender;
  readonly args: MethodArguments;
  /** Aborted when the caller hangs up. */
  readonly abortSignal: AbortSignal;
};

/** One Bot API method: returns `result`, or throws an `ApiError`. */
export type Method = (call: MethodCall) => unknown;

/** The user of that id whom the bot may mention. */
export function userFinder(world: World): (id: number) => User | undefined {
  return (id) => world.users.get(id);
}
