const ESCAPE_LENGTH = 4;

/**
 * `text` in `[A-Za-z0-9_-]`: letters and digits stay, a blank becomes `_`, any
 * other UTF-16 unit `-` and three digits of base 36. The longest outcome is
 * {@link packedTextLimit}.
 */
export function packText(text: string): string {
  return Array.from({ length: text.length }, (_, index) => packUnit(text.charAt(index))).join('');
}

function packUnit(unit: string): string {
  if (/[A-Za-z0-9]/.test(unit)) return unit;
  if (unit === ' ') return '_';
  return `-${unit.charCodeAt(0).toString(36).padStart(ESCAPE_LENGTH, '0')}`;
}

/** The longest that {@link packText} makes of `length` UTF-16 units. */
export function packedTextLimit(length: number): number {
  return length * (ESCAPE_LENGTH + 1);
}

/** Reads what {@link packText} wrote; `null` for anything else. */
export function unpackText(packed: string): string | null {
  if (!/^(?:[A-Za-z0-9_]|-[0-9a-z]{4})*$/.test(packed)) return null;
  return packed.replace(/_|-([0-9a-z]{4})/g, (_, code: string | undefined) =>
    code === undefined ? ' ' : String.fromCharCode(Number.parseInt(code, 36)),
  );
}

/** A whole number, not negative, in base 36; anything else counts as 0. */
export function packNumber(value: number): string {
  return Number.isSafeInteger(value) && value > 0 ? value.toString(36) : '0';
}

/** Reads what {@link packNumber} wrote; `null` for anything else, and for nothing. */
export function unpackNumber(packed = ''): number | null {
  if (!/^[0-9a-z]{1,11}$/.test(packed)) return null;
  const value = Number.parseInt(packed, 36);
  return Number.isSafeInteger(value) ? value : null;
}
