const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

export function hostOf(address: string): string | null {
  return URL.canParse(address) ? new URL(address).hostname : null;
}

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** `*.name.com` stands for every host under it, any other pattern for itself. */
export function isHostOf(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => (pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern));
}
