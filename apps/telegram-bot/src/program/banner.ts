import type { ConfigLocation, PerpdeskConfig } from '@perpdesk/broker-config';
import { sampleAlertCall } from './sample-alert.ts';
import type { Program } from './start-program.ts';

export interface BannerInput {
  readonly program: Pick<Program, 'url' | 'loopback' | 'manager' | 'isStandingBy'>;
  readonly config: PerpdeskConfig;
  readonly location: ConfigLocation;
  /** What was read over it; `null`: nothing. */
  readonly overlay: string | null;
  readonly pid: number;
}

function title({ location, overlay, pid }: BannerInput): string {
  const what = {
    embedded: 'the embedded desk: no configuration, no keys, a paper account',
    found: `${location.path ?? ''}, found in this folder`,
    explicit: location.path ?? '',
  }[location.source];
  return `Perpdesk runs (pid ${pid}) with ${what}${overlay === null ? '' : `, and ${overlay} over it`}.`;
}

/** Says so where the wished port was not to be had. */
function passedOver({ program, config }: BannerInput): readonly string[] {
  const { port } = config.server;
  if (port === 0 || program.url.endsWith(`:${port}`)) return [];
  return [`Port ${port} is in use by another program, so alerts come in on the one above.`, ''];
}

/** What whoever started the program reads: where everything is, and in the embedded desk what to do next. */
export function banner(input: BannerInput): string {
  const { program, config, location } = input;
  const accounts = program.manager
    .health()
    .map((it) => `${it.environment.toUpperCase()} ${it.brokerId}${it.isReady ? '' : ' (not connected yet)'}`);
  const chat =
    program.loopback?.pageUrl ?? (config.telegram === null ? 'none: no telegram block' : 'your Telegram bot');
  const [route] = config.routes;
  const [token] = route?.tokens ?? [];
  return [
    '',
    title(input),
    '',
    `  accounts  ${accounts.join(', ')}`,
    `  chat      ${chat}`,
    `  alerts    ${program.url}/hooks/<token>`,
    `  journal   ${config.journal.label}`,
    '',
    ...(program.isStandingBy
      ? [
          'Another desk on this journal drives the accounts. This one accepts alerts for it, and takes over when it ends.',
          '',
        ]
      : []),
    ...passedOver(input),
    ...(location.source === 'embedded' && token !== undefined
      ? [
          'Open the chat page, then send the sample alert from another terminal:',
          '',
          sampleAlertCall(program.url, token.reveal()),
          '',
        ]
      : []),
    'Ctrl-C ends it.',
    '',
  ].join('\n');
}
