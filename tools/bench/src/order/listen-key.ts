/** The key of an account's stream at the venue. */
export async function listenKeyOf(rest: string, apiKey: string): Promise<string> {
  const answer = await fetch(`${rest}/fapi/v1/listenKey`, { method: 'POST', headers: { 'X-MBX-APIKEY': apiKey } });
  const { listenKey }: { readonly listenKey: string } = JSON.parse(await answer.text());
  return listenKey;
}
