import type { RouteDialect, RouteMode } from '../route.ts';
import type { Dialect } from './dialect.ts';
import { KV } from './kv.ts';
import { NATIVE } from './native.ts';
import { OKX } from './okx.ts';
import { THREECOMMAS } from './threecommas.ts';
import { TRADERSPOST } from './traderspost.ts';
import { TVCBOT } from './tvcbot.ts';

export const DIALECTS: Readonly<Record<RouteDialect, Dialect>> = {
  native: NATIVE,
  traderspost: TRADERSPOST,
  threecommas: THREECOMMAS,
  okx: OKX,
  tvcbot: TVCBOT,
  kv: KV,
};

/** The modes whose fields a dialect's alerts have; every one can be relayed by `notify`. */
export function modesOf(dialect: RouteDialect): readonly RouteMode[] {
  return [...DIALECTS[dialect].modes, 'notify'];
}
