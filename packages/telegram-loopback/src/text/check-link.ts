export type LinkCheck =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly reason: 'URL host is empty' | 'Wrong HTTP URL' | 'Unsupported URL protocol' };

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;

/** Decides whether Telegram takes `raw` as a link, and how it writes it (`example.com` → `http://example.com/`). */
export function checkLink(raw: string): LinkCheck {
  const trimmed = raw.trim();
  if (trimmed === '') return { ok: false, reason: 'URL host is empty' };
  const scheme = SCHEME.exec(trimmed)?.[1]?.toLowerCase() ?? (/^(tg|ton):/i.test(trimmed) ? 'tg' : 'none');
  if (scheme === 'tg' || scheme === 'ton') return { ok: true, url: trimmed };
  if (scheme !== 'http' && scheme !== 'https' && scheme !== 'none')
    return { ok: false, reason: 'Unsupported URL protocol' };
  const candidate = scheme === 'none' ? `http://${trimmed}` : trimmed;
  if (/\s/.test(candidate) || !URL.canParse(candidate)) return { ok: false, reason: 'Wrong HTTP URL' };
  const url = new URL(candidate);
  if (!/[^.]\.[^.]/.test(url.hostname) || url.username !== '') return { ok: false, reason: 'Wrong HTTP URL' };
  return { ok: true, url: url.href };
}
