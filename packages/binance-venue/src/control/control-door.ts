import type { IncomingMessage, ServerResponse } from 'node:http';
import type { VenueControls } from '../binance-venue.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { hasBody, readBody } from '../http/read-body.ts';
import { isLoopbackHost } from '../loopback-host.ts';
import { toJson } from '../to-json.ts';
import { createControlActions, readControl } from './control-actions.ts';
import { ControlError } from './control-error.ts';

const PREFIX = '/__control/';

type Answer = readonly [status: number, body: unknown];

/** `/__control/faults | clock | prices | state`: GET reads, POST acts, DELETE clears faults. */
export function createControlDoor(
  exchange: Exchange,
  controls: VenueControls,
): (request: IncomingMessage, response: ServerResponse) => void {
  const actions = createControlActions(controls);

  const act = (method: string, name: string, body: string): Answer => {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (action === undefined) return [404, { error: `There is no control door ${name}.` }];
    if (method === 'POST') action(parse(body));
    else if (method === 'DELETE' && name === 'faults') controls.faults.clear();
    else if (method !== 'GET') return [405, { error: `${method} is not for ${name}.` }];
    return [200, readControl(exchange, controls, name)];
  };
  const answer = async (request: IncomingMessage): Promise<Answer> => {
    if (!isLocal(request)) return [403, { error: 'Only for programs of this machine.' }];
    const body = hasBody(request) ? ((await readBody(request)) ?? '') : '';
    const name = (request.url ?? '').slice(PREFIX.length).split('?')[0] ?? '';
    try {
      return act(request.method ?? 'GET', name, body);
    } catch (error) {
      if (error instanceof ControlError || error instanceof RangeError) return [400, { error: error.message }];
      throw error;
    }
  };
  return (request, response) => {
    void answer(request).then(([status, body]) => {
      const text = toJson(body);
      response.writeHead(status, ['content-type', 'application/json', 'content-length', `${Buffer.byteLength(text)}`]);
      response.end(text);
    });
  };
}

/** A page of another site, or a name rebound to this machine, gets nothing. */
function isLocal({ headers }: IncomingMessage): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const site = headers['sec-fetch-site'];
  return isLoopbackHost(host) && headers.origin === undefined && (site === undefined || site === 'none');
}

function parse(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new ControlError('body: expected JSON');
  }
}
