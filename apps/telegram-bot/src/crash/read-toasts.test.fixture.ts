/** What the bot's answers to taps said so far, read from the chat page's event stream until the signal. */
export function readToasts(pageUrl: string, userId: number, abortSignal: AbortSignal): readonly string[] {
  const toasts: string[] = [];
  const read = async (): Promise<void> => {
    const url = new URL(`/__page/events?user=${userId}`, pageUrl);
    const { body } = await fetch(url, { signal: abortSignal });
    let rest = '';
    for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const events = `${rest}${chunk}`.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const [, json] = /^event: callback-answered\ndata: (.*)$/s.exec(event) ?? [];
        if (json !== undefined) toasts.push((JSON.parse(json) as { readonly text: string }).text);
      }
    }
  };
  read().catch(() => {});
  return toasts;
}
