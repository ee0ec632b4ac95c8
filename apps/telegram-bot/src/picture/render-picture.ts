import { createRequire } from 'node:module';
import { sleep, type Clock, type Logger } from '@perpdesk/broker-core';

/** An SVG of this program's own as a PNG, or `null` where none can be made: the words go alone then. Never rejects. */
export type RenderPicture = (svg: string) => Promise<Uint8Array | null>;

export const FONT_FAMILY = 'Atkinson Hyperlegible';

/** A platform without a renderer has no pictures; nothing else of the desk depends on it. */
async function loadRenderer(): Promise<(svg: string) => Promise<Uint8Array>> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const require = createRequire(import.meta.url);
  const fontFiles = [
    require.resolve('@expo-google-fonts/atkinson-hyperlegible/400Regular/AtkinsonHyperlegible_400Regular.ttf'),
    require.resolve('@expo-google-fonts/atkinson-hyperlegible/700Bold/AtkinsonHyperlegible_700Bold.ttf'),
  ];
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: FONT_FAMILY };
  return async (svg) => (await renderAsync(svg, { font, logLevel: 'off' })).asPng();
}

export interface RendererOptions {
  readonly logger: Logger;
  readonly clock: Clock;
  /** So long a picture may take with those before it, ms. */
  readonly patienceMs?: number;
}

/** Draws one picture after the other, beside the event loop; packing a picture takes about 14 ms of it. */
export function createPictureRenderer({ logger, clock, patienceMs = 5_000 }: RendererOptions): RenderPicture {
  let renderer: ReturnType<typeof loadRenderer> | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return async (svg) => {
    const over = new AbortController();
    renderer ??= loadRenderer();
    const loaded = renderer;
    const picture = last.then(async () => (over.signal.aborted ? null : (await loaded)(svg)));
    last = picture.catch(() => {});
    try {
      return await Promise.race([picture, sleep(clock, patienceMs, over.signal).then(() => null)]);
    } catch (error) {
      logger.warn('picture not drawn', { reason: error instanceof Error ? error.message.slice(0, 200) : 'unknown' });
      return null;
    } finally {
      over.abort();
    }
  };
}
