interface Use {
  readonly used: number;
  readonly limit: number;
}

/** What is left of the process's and the account's limits, by our count and the exchange's reports. */
export interface LimitUse {
  /** Of the IP, per minute; one count for all accounts of the process at this host. */
  readonly weight: Use;
  readonly ordersPer10s: Use;
  readonly ordersPerMinute: Use;
  /** Unix ms by our clock; until then nothing is sent, `null` where all is well. */
  readonly blockedUntilAt: number | null;
}
