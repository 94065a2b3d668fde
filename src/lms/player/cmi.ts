/** SCORM elements by their full names, such as `cmi.core.lesson_status`; empty values are left out. */
export type Cmi = Readonly<Record<string, string>>;

export type Edition = 'scorm12' | 'scorm2004';

/** The most elements and characters that one attempt may store. */
const LIMITS = { elements: 20_000, characters: 2_000_000 };

/**
 * Flattens what a script or a file gives as CMI data: flat or nested objects,
 * lists as objects or arrays, numbers and booleans as text. Whatever does not
 * belong to `cmi` is dropped; `null` when nothing is left or it is too much.
 */
export function flattenCmi(data: unknown): Cmi | null {
  const flat = new Map<string, string>();
  let characters = 0;
  const visit = (value: unknown, name: string, depth: number): boolean => {
    if (depth > 12 || flat.size > LIMITS.elements) return false;
    if (typeof value === 'object' && value !== null) {
      return Object.entries(value).every(([key, inner]) =>
        visit(inner, name === '' ? key : `${name}.${key}`, depth + 1),
      );
    }
    const plain =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (!plain || value === '' || !/^cmi\.[\w.]{1,300}$/.test(name)) return true;
    const text = String(value);
    characters += text.length;
    flat.set(name, text);
    return characters <= LIMITS.characters;
  };
  if (!visit(data, '', 0) || flat.size === 0) return null;
  return Object.fromEntries(flat);
}

/** The rows of a list such as `cmi.interactions`, each with the names after its number. */
export function rowsOf(cmi: Cmi, list: string): readonly (Cmi | undefined)[] {
  const rows: Record<string, string>[] = [];
  const prefix = `${list}.`;
  for (const [name, value] of Object.entries(cmi)) {
    if (!name.startsWith(prefix)) continue;
    const [, index, rest] = /^(\d{1,4})\.(.+)$/.exec(name.slice(prefix.length)) ?? [];
    if (index === undefined || rest === undefined) continue;
    (rows[Number(index)] ??= {})[rest] = value;
  }
  return rows;
}

/** Which standard the names belong to. */
export function editionOf(cmi: Cmi): Edition {
  return Object.keys(cmi).some((name) => /^cmi\.(core|student_)/.test(name))
    ? 'scorm12'
    : 'scorm2004';
}

/** Seconds in a 1.2 time (`0001:02:03.5`) or a 2004 duration (`PT1H2M3.5S`); `null` for other text. */
export function secondsIn(text: string): number | null {
  const clock = /^(\d{1,6}):(\d{1,2}):(\d{1,2}(?:\.\d+)?)$/.exec(text);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const period =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(
      text,
    );
  if (!period) return null;
  // Years and months have no fixed length; ADL's reference code counts them like this.
  const units = [31_557_600, 2_629_800, 86_400, 3_600, 60, 1];
  return units.reduce((sum, unit, i) => sum + unit * Number(period[i + 1] ?? 0), 0);
}

/** A whole number of seconds as the standard writes a total. */
export function timeText(seconds: number, edition: Edition): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  if (edition === 'scorm2004') return `PT${hours}H${minutes}M${whole % 60}S`;
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(hours).padStart(4, '0')}:${two(minutes)}:${two(whole % 60)}`;
}

/** A decimal as SCORM writes it; `null` for all other text. */
export function decimalIn(text: string | undefined): number | null {
  return text !== undefined && /^-?\d*\.?\d+$/.test(text.trim()) ? Number(text) : null;
}
