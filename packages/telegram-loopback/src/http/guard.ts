import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isIP } from 'node:net';
import { isLoopbackHost } from './loopback-host.ts';

export type GuardOptions = { readonly isRemoteAllowed: boolean; readonly allowedHosts: readonly string[] };

/**
 * Refuses what a page of another site could make a browser send: a Host that is not this server's (a rebound name),
 * a foreign Origin, a cross-site fetch. There are no CORS headers either, so such a page reads nothing.
 */
export function guardServer(server: FastifyInstance, options: GuardOptions): void {
  server.addHook('onRequest', async (request, reply) => {
    if (!isHostAllowed(request.headers.host ?? '', options)) {
      await reply.code(421).send({ ok: false, error_code: 421, description: 'Misdirected Request: unknown Host' });
      return;
    }
    if (isForeign(request))
      await reply.code(403).send({ ok: false, error_code: 403, description: 'Forbidden: cross-site request' });
  });
}

function isHostAllowed(header: string, { isRemoteAllowed, allowedHosts }: GuardOptions): boolean {
  const name = header.replace(/:\d+$/, '').toLowerCase();
  if (isLoopbackHost(name) || allowedHosts.some((allowed) => allowed.toLowerCase() === name)) return true;
  return isRemoteAllowed && isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

function isForeign({ headers, url }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  // a link from elsewhere may open the chat page, and only that
  const isNavigation = url === '/' && headers['sec-fetch-mode'] === 'navigate';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation) return true;
  const { origin } = headers;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host);
}
