import type { ContenderModule, ContenderName } from '../contender.ts';
import { ccxt } from './ccxt.ts';
import { connector } from './connector.ts';
import { handSignedWs } from './hand-signed-ws.ts';
import { perpdeskRest, perpdeskWs, perpdeskWsEd25519 } from './perpdesk.ts';
import { sdk } from './sdk.ts';
import { undici } from './undici.ts';

export const MODULES: Readonly<Record<ContenderName, ContenderModule>> = {
  undici,
  'hand-signed-ws': handSignedWs,
  'perpdesk-ws-ed25519': perpdeskWsEd25519,
  'perpdesk-ws': perpdeskWs,
  'perpdesk-rest': perpdeskRest,
  ccxt,
  sdk,
  connector,
};
