import { describe, expect, test } from 'vitest';
import { redactText } from './redact-text.ts';

describe('what stands behind a secret’s name is taken out of any text', () => {
  test.each([
    'pass',
    'user_pass',
    'userPass',
    'passcode',
    'passphrase',
    'passPhrase',
    'db-password',
    'dbPasswd',
    'PASSWORD',
    'secret',
    'client_secret',
    'secretKey',
    'token',
    'tokens',
    'TOKEN',
    'token_2',
    'access-token',
    'access_token',
    'accessToken',
    'signalToken',
    'emailtoken',
    'tokenId',
    'signature',
    'api_key',
    'apiKey',
    'api key',
    'API-SEC',
    'private_key',
    'privateKey',
    'accessKey',
    'pin',
    'PIN',
    'pinCode',
    'key',
    'Key',
    'credentials',
    'authorization',
  ])('%s', (name) => {
    for (const text of [
      `x ${name}: canary`,
      `${name}=canary`,
      `{"${name}":"canary"}`,
      `{\\"${name}\\":\\"canary\\"}`,
    ]) {
      const { text: shown, secrets } = redactText(text);
      expect(shown).not.toContain('canary');
      expect(secrets).toContain('canary');
    }
  });
});

describe('a word that only begins or ends as one is no secret’s name', () => {
  test.each([
    'Pine',
    'Pinbar',
    'PineScript',
    'Pins',
    'Spin',
    'Key levels',
    'KeyReversal',
    'Keys',
    'Turkey',
    'Monkey',
    'LowPass',
    'bypass',
    'Compass',
    'Passive',
    'PASSAGE',
    'Tokenomics',
    'Tokenised',
  ])('%s', (name) => {
    for (const text of [`${name}: buy now`, `see ${name}=1, ${name.toLowerCase()}: 2`]) {
      expect(redactText(text)).toEqual({ text, secrets: [] });
    }
  });
});
