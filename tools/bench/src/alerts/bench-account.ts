/** One of a contender's accounts at the venue. */
export interface BenchAccount {
  readonly name: string;
  readonly apiKey: string;
  readonly secretKey: string;
}

export function accountsOf(contender: string, count: number): readonly BenchAccount[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${contender}-${index}`;
    return { name, apiKey: `${name}-key`, secretKey: `${name}-secret` };
  });
}
