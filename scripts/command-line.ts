import { parseArgs } from 'node:util';

/** The options of a command by name, without dashes, with their default values. */
type Defaults = Readonly<Record<string, number | boolean | readonly string[]>>;

/** The options as given, each of the same type as its default. */
type Given<D extends Defaults> = {
  readonly [Name in keyof D]: D[Name] extends number
    ? number
    : D[Name] extends boolean
      ? boolean
      : readonly string[];
};

/**
 * Reads the options of a command. If one is unknown, or is not a whole number
 * of 1 or more where it has to be, prints that and ends the process with 1.
 */
export function commandLine<D extends Defaults>(defaults: D): Given<D> {
  try {
    const options = Object.entries(defaults).map(([name, value]) => [name, kindOf(value)] as const);
    const { values } = parseArgs({ options: Object.fromEntries(options) });
    const given = Object.entries(defaults).map(([name, value]) => {
      const text = values[name] ?? value;
      return [name, typeof value === 'number' ? numberOf(name, String(text)) : text] as const;
    });
    // A cast: object and type are made from the same names and types.
    return Object.fromEntries(given) as Given<D>;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    console.error(
      `Options: ${Object.keys(defaults)
        .map((name) => `--${name}`)
        .join(', ')}`,
    );
    process.exit(1);
  }
}

function kindOf(value: Defaults[string]): { type: 'string' | 'boolean'; multiple: boolean } {
  return {
    type: typeof value === 'boolean' ? 'boolean' : 'string',
    multiple: Array.isArray(value),
  };
}

function numberOf(name: string, text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) {
    throw new Error(`--${name} ${text}: give a whole number of 1 or more.`);
  }
  return Number(text);
}
