import { NO_SCORE, percentScore, scoreOf, type Score } from '../store/attempt-record.js';
import { NO_MOMENT, type Moment } from '../store/attempt-writer.js';
import { secondsIn } from '../player/cmi.js';

// What the cells of reports say: numbers, scores, times and dates as programs and people write them.

/** The cells with which reports say that there is nothing. */
export function isBlank(text: string): boolean {
  return /^\s*(?:[-–—]|n\/a|null|none)?\s*$/i.test(text);
}

/**
 * A number with a decimal point or a decimal comma; `null` for all other text. `1,234` is refused:
 * it may be a thousand or a decimal.
 */
export function numberIn(text: string): number | null {
  const plain = text.replace(/[\s\u00A0\u202F]/g, '');
  if (/^-?\d+,\d{1,2}$/.test(plain) || /^-?0,\d+$/.test(plain))
    return Number(plain.replace(',', '.'));
  return /^-?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** A score: `85`, `85,5`, `8/10`, `8 of 10`, `85 %`. `null` when the text is no score. */
export function scoreIn(text: string): Score | null {
  if (isBlank(text)) return NO_SCORE;
  const percent = /^(.+?)\s*%$/.exec(text.trim())?.[1];
  if (percent !== undefined) {
    const value = numberIn(percent);
    return value === null ? null : percentScore(value);
  }
  const [, rawText = '', maxText = ''] = /^(.+?)\s*(?:\/|\bof\b)\s*(.+)$/.exec(text.trim()) ?? [];
  const raw = numberIn(rawText || text);
  if (raw === null) return null;
  if (maxText === '') return scoreOf(raw, null, null);
  const max = numberIn(maxText);
  return max === null ? null : scoreOf(raw, null, max);
}

/** Seconds in `PT5M`, `0000:05:00`, `5:00`, `1h 5m 3s`, `5 min`; `null` for all other text. */
export function durationIn(text: string): number | null {
  const trimmed = text.trim();
  const known =
    /^P(?:\d|T)/.test(trimmed) || trimmed.split(':').length === 3 ? secondsIn(trimmed) : null;
  if (known !== null) return known;
  const units = [
    ...trimmed.matchAll(
      /(\d+(?:[.,]\d+)?)\s*(d|h|m|s)(?:ays?|(?:ou)?rs?|in(?:ute)?s?|ec(?:ond)?s?)?\b\.?/gi,
    ),
  ];
  const rest = units.reduce((left, [whole]) => left.replace(whole, ''), trimmed);
  if (units.length === 0 || /[^\s,]/.test(rest)) return null;
  const seconds = { d: 86_400, h: 3_600, m: 60, s: 1 };
  return units.reduce((sum, [, count = '', unit = '']) => {
    // The pattern allows these four letters alone.
    return (
      sum + Number(count.replace(',', '.')) * seconds[unit.toLowerCase() as keyof typeof seconds]
    );
  }, 0);
}

/** How dates in numbers alone are written, where only a person can know it. */
export type DateOrder = 'day first' | 'month first';

/**
 * Reads a date, whether ISO 8601 or in words as Moodle writes it, such as "Sunday, 22 November
 * 2026, 3:54 AM", with the names of the months in `language`. `05/06/2026` is read only where
 * `order` says which is the month. Other text stays text. A date without a time zone is taken as
 * one of this computer's zone.
 */
export function momentIn(text: string, language = 'en', order: DateOrder | null = null): Moment {
  const trimmed = text.trim();
  if (isBlank(trimmed)) return NO_MOMENT;
  const key = `${language} ${order} ${trimmed}`;
  const known = cache.get(key);
  if (known) return known;
  const at = isoDate(trimmed) ?? numericDate(trimmed, order) ?? wordedDate(trimmed, language);
  const moment = { at, text: at === null ? trimmed.slice(0, 100) : null };
  // Reports of a class repeat few dates; those of a university must not fill the memory.
  if (cache.size < 10_000) cache.set(key, moment);
  return moment;
}

const cache = new Map<string, Moment>();

function isoDate(text: string): number | null {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    );
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone] = match;
  if (zone === undefined) return localTime([year, month, day, hour, minute, second].map(Number));
  const at = Date.parse(
    text
      .replace(' ', 'T')
      .replace(/\s?UTC$/, 'Z')
      .replace(/\s/g, ''),
  );
  return Number.isNaN(at) ? null : at;
}

/** Dots are always day first; a leading year is always year first; slashes need `order` or a day above 12. */
function numericDate(text: string, order: DateOrder | null): number | null {
  const match =
    /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AaPp])?\.?(?:[Mm]\.?)?)?$/.exec(
      text,
    );
  if (!match) return null;
  const [, first = '', separator, second = '', third = '', hour, minute, seconds, half] = match;
  const time = [hourOf(hour, half), Number(minute ?? 0), Number(seconds ?? 0)];
  if (first.length === 4) return localTime([Number(first), Number(second), Number(third), ...time]);
  if (third.length !== 4) return null;
  const [a, b] = [Number(first), Number(second)];
  if (separator === '.' || order === 'day first' || (order === null && a > 12)) {
    return localTime([Number(third), b, a, ...time]);
  }
  return order === 'month first' || b > 12 ? localTime([Number(third), a, b, ...time]) : null;
}

function wordedDate(text: string, language: string): number | null {
  const year = /(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1];
  const time = /(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?\s*(?:([AaPp])\.?\s?[Mm]\.?)?/.exec(
    text.replace(/(?<!\d)\d{4}(?!\d)/, ' '),
  );
  if (year === undefined) return null;
  const rest = text.replace(year, ' ').replace(time?.[0] ?? '', ' ');
  const inFarEast = /(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/.exec(rest);
  const day = inFarEast?.[2] ?? /(?<!\d)(\d{1,2})(?!\d)/.exec(rest)?.[1];
  const month = inFarEast ? Number(inFarEast[1]) : monthIn(rest, language);
  if (day === undefined || month === null) return null;
  const [, hour, minute, second, half] = time ?? [];
  return localTime([
    Number(year),
    month,
    Number(day),
    hourOf(hour, half),
    Number(minute ?? 0),
    Number(second ?? 0),
  ]);
}

function hourOf(hour: string | undefined, half: string | undefined): number {
  if (half === undefined) return Number(hour ?? 0);
  return (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

/** From 1; the month whose name is in the text. The longest name counts: "březen" is in "březena". */
function monthIn(text: string, language: string): number | null {
  const words = fold(text);
  let found: { readonly length: number; readonly month: number } | null = null;
  for (const [name, month] of monthNames(language)) {
    if (name.length > (found?.length ?? 0) && words.split(' ').includes(name)) {
      found = { length: name.length, month };
    }
  }
  return found?.month ?? null;
}

/** Lower case, without accents and marks: the names in a file and in this program need not agree in them. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

const names = new Map<string, ReadonlyMap<string, number>>();

/** The names of the months, also as they are written behind a day, and shortened. */
function monthNames(language: string): ReadonlyMap<string, number> {
  const known = names.get(language);
  if (known) return known;
  const found = new Map<string, number>();
  for (const locale of ['en', language]) {
    for (const options of [
      { month: 'long' },
      { month: 'short' },
      { day: 'numeric', month: 'long' },
      { day: 'numeric', month: 'short' },
    ] as const) {
      const format = new Intl.DateTimeFormat(locale, {
        ...options,
        calendar: 'gregory',
        timeZone: 'UTC',
      });
      for (let month = 1; month <= 12; month += 1) {
        const parts = format.formatToParts(Date.UTC(2026, month - 1, 15));
        const name = fold(parts.find(({ type }) => type === 'month')?.value ?? '');
        if (name !== '' && !/\d/.test(name)) found.set(name, month);
      }
    }
  }
  names.set(language, found);
  return found;
}

/** A wall time of this computer; `null` for a date that does not exist. */
function localTime([
  year = 0,
  month = 0,
  day = 0,
  hour = 0,
  minute = 0,
  second = 0,
]: readonly number[]): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 60)
    return null;
  const date = new Date(year, month - 1, day, hour, minute, second);
  return date.getDate() === day && year >= 1970 ? date.getTime() : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
};

/** Undoes the escaping of HTML that Moodle leaves in its exports, once. */
export function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(amp|lt|gt|quot|apos|nbsp));/gi,
    (whole, decimal, hex, name) => {
      if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? whole;
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}
