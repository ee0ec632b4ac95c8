/** What the files of a generated broker are named by. */
export interface BrokerNames {
  /** `okx`: in the configuration and the package's name. */
  readonly name: string;
  /** `OKX`: in sentences. */
  readonly title: string;
  /** `Okx`: in identifiers. */
  readonly type: string;
  /** `OKX_`: before constants. */
  readonly constant: string;
}

const NAME = /^[a-z][a-z0-9]{1,19}$/;
const TITLE = /^[\p{L}\p{N}][\p{L}\p{N} .-]{0,39}$/u;

/** @throws {RangeError} for a name that is no package's. */
export function toBrokerNames(options: { readonly name: string; readonly title?: string }): BrokerNames {
  const { name } = options;
  if (!NAME.test(name)) {
    throw new RangeError(`${JSON.stringify(name)} is no name for a broker: 2 to 20 lower-case letters and digits.`);
  }
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const { title = type } = options;
  if (!TITLE.test(title)) throw new RangeError(`${JSON.stringify(title)} is no title: letters, digits, blanks.`);
  return { name, title, type, constant: name.toUpperCase() };
}
