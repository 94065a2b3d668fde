const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/**
 * A short check of `text` in letters and digits: the same for the same text on
 * every machine, and almost surely another one after any change. It guards
 * against damage, not against malice. `length` is 1–6 characters.
 */
export function checksum(text: string, length: number): string {
  let value = hash(text);
  let digits = '';
  for (let place = 0; place < length; place += 1) {
    digits += DIGITS.charAt(value % DIGITS.length);
    value = Math.floor(value / DIGITS.length);
  }
  return digits;
}

/** FNV-1a over UTF-16 units: spreads similar texts far apart. */
export function fnv1a(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}

/** Mixed, so that the low digits depend on every unit. */
function hash(text: string): number {
  let value = fnv1a(text);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
