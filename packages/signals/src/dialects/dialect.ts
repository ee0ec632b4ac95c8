import type { JsonNode } from '../parse/json-node.ts';
import type { JsonResult } from '../parse/parse-json.ts';
import type { RouteDialect, RouteMode } from '../route.ts';
import type { Alert, Refusal } from '../signal.ts';
import type { Wish, WishProtect } from '../wish.ts';

/** The form that a route declares for its alerts. */
export interface AlertForm {
  readonly dialect: RouteDialect;
  readonly mode: RouteMode;
}

/** Why what an alert says of its protection cannot be read; `null`: it can, or it says nothing. */
export interface ProtectFault {
  readonly stop: Refusal | null;
  readonly targets: Refusal | null;
}

/** An alert as every dialect leaves it. */
export interface RouteAlert {
  readonly alert: Alert;
  /** Empty where the alert tells a strategy's positions (modes `chain` and `target`). */
  readonly wishes: readonly Wish[];
  readonly protect: WishProtect | null;
  /** Of stops and targets beside a strategy's position: it counts where the route takes them. */
  readonly protectFault?: ProtectFault | undefined;
  /** The sender marked it as a test. */
  readonly isTest: boolean;
}

export type RouteAlertResult = ({ readonly ok: true } & RouteAlert) | Refusal;

export interface Dialect {
  /** Modes that its alerts have the fields for, besides `notify`. */
  readonly modes: readonly RouteMode[];
  /** What the route's secret may be called besides `passphrase`, `secret` and `token`, as plain names. */
  readonly secretNames: readonly string[];
  /** Takes the text apart. */
  readonly open: (text: string) => JsonResult;
  /** The text that is stored, of the node without its secrets. */
  readonly write: (node: JsonNode) => string;
  /** Reads the members, secrets gone already. Pure; never guesses another dialect. */
  readonly read: (members: ReadonlyMap<string, JsonNode>, mode: RouteMode) => RouteAlertResult;
}
