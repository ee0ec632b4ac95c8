/** One line of `perpdesk check`. */
export interface Finding {
  readonly level: 'fine' | 'warning' | 'fault';
  readonly line: string;
}
