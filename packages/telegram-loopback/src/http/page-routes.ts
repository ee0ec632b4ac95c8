import type { FastifyInstance } from 'fastify';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { World } from '../world/world.ts';
import { streamPageEvents } from './page-events.ts';

const PAGE_FOLDER = join(import.meta.dirname, '..', '..', 'page');
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const FILES = [
  'index.html',
  'chat.css',
  'message.css',
  'chat.js',
  'chat-view.js',
  'composer.js',
  'dom.js',
  'message-view.js',
  'rich-text.js',
  'sidebar.js',
  'state.js',
] as const;

/** The chat page at `/`, its event stream and the files that it shows. */
export function addPageRoutes(server: FastifyInstance, world: World): void {
  for (const name of FILES) {
    server.get(name === 'index.html' ? '/' : `/${name}`, async (_request, reply) => {
      const text = await readFile(join(PAGE_FOLDER, name), 'utf8');
      return reply
        .type(CONTENT_TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain')
        .headers({
          'content-security-policy': PAGE_POLICY,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-resource-policy': 'same-origin',
          'cache-control': 'no-cache',
        })
        .send(text);
    });
  }

  server.get<{ Querystring: { user?: string } }>('/__page/events', (request, reply) => {
    const { user = '' } = request.query;
    streamPageEvents(world, /^\d{1,15}$/.test(user) ? Number.parseInt(user, 10) : 0, reply);
  });

  server.get<{ Params: { id: string } }>('/__page/files/:id', async (request, reply) => {
    const file = world.files.byUniqueId(request.params.id);
    if (file === undefined) return reply.code(404).send({ error: 'no such file' });
    const isPhoto = file.kind === 'photo';
    return reply
      .type(isPhoto ? file.mimeType : 'application/octet-stream')
      .headers({
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'content-disposition': isPhoto ? 'inline' : `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      })
      .send(file.bytes);
  });
}
