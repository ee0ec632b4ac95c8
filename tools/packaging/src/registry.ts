import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runServer } from 'verdaccio';

export interface Registry {
  /** Options of npm that publish to it. */
  readonly options: readonly string[];
  /** Lines of an `.npmrc`: the scope comes from here, all else from where the user's npm takes it. */
  readonly npmrc: string;
  close: () => Promise<void>;
}

/** A registry on loopback that keeps everything in a folder. Whoever reaches it may publish. */
export async function startRegistry(folder: string): Promise<Registry> {
  const everybody = { access: ['$all'], publish: ['$all'], unpublish: ['$all'] };
  const server: Server = await runServer({
    storage: join(folder, 'storage'),
    // it is given whole; the file is what relative paths start at
    configPath: join(folder, 'config.yaml'),
    self_path: join(folder, 'config.yaml'),
    auth: { htpasswd: { file: join(folder, 'htpasswd') } },
    uplinks: {},
    packages: { '@perpdesk/*': everybody },
    log: { type: 'stdout', format: 'pretty', level: 'fatal' },
    max_body_size: '50mb',
    web: { enable: false },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = `//127.0.0.1:${port}/`;
  // npm publishes only with a token, whatever the registry asks for
  const settings = [`@perpdesk:registry=http:${host}`, `${host}:_authToken=local`];
  return {
    options: settings.map((setting) => `--${setting}`),
    npmrc: `${settings.join('\n')}\n`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
