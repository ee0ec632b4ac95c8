import type { IncomingMessage } from 'node:http';
import type { VenueCall } from '../call/venue-call.ts';
import type { Operation } from '../operations/operation.ts';
import { readQuery, withoutSignature } from './read-query.ts';

/** A REST request as a call; parameters may stand in the query, in the body, or in both (the query's win). */
export function toRestCall(
  request: IncomingMessage,
  operation: Operation,
  path: string,
  query: string,
  body: string,
): VenueCall {
  const params = new Map<string, string>();
  readQuery(query, params);
  readQuery(body, params);
  const signature = params.get('signature') ?? null;
  params.delete('signature');
  const apiKey = request.headers['x-mbx-apikey'];
  return {
    transport: 'rest',
    method: request.method ?? 'GET',
    path,
    operation,
    params,
    apiKey: typeof apiKey === 'string' ? apiKey : null,
    payload: signature === null ? '' : withoutSignature(query) + withoutSignature(body),
    signature,
    session: null,
  };
}
