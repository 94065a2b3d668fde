import type { Byte } from '../../src/core/byte.js';
import type { RichText } from '../../src/core/rich-text.js';

/** Texts that break out of something, somewhere. */
export const HOSTILE_TEXTS: readonly string[] = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '--><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '" autofocus onfocus="alert(1)',
  '</title><base href="https://evil.example/">',
  '</style><style>*{display:none}</style>',
  '</textarea><iframe srcdoc="x">',
  ']]><x/><![CDATA[',
  '&lt;script&gt; &amp; &#60;script&#62;',
  '${alert(1)} {{alert(1)}} <%= 1 %>',
  '<!--?lit$123$--><?lit$123$>',
  '\u2028\u2029</script >',
  '<template shadowroot="open"><slot>',
  "=cmd|' /C calc'!A0",
  '../../../etc/passwd\\..\\',
  'javascript:alert(1)',
  '🙂 \u202e txt.exe',
];

/** What names or decides something and is checked when content is loaded. */
const NO_TEXT: ReadonlySet<string> = new Set([
  ...['id', 'kind', 'type', 'name', 'href', 'language', 'version', 'format', 'settings', 'section'],
  ...['correct', 'target', 'fact', 'speaks', 'weight', 'minutes', 'from', 'amount', 'fits'],
]);

/** `byte` with `hostile` after the words of every text field that an author can write. */
export function hostileByte(byte: Byte, hostile: string): Byte {
  return changed(byte, (text) => `${text} ${hostile}`) as Byte;
}

/** `byte` with its texts changed alike, but by harmless words. */
export function harmlessByte(byte: Byte): Byte {
  return hostileByte(byte, 'words');
}

function changed(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((entry) => changed(entry, change));
  if (typeof value !== 'object' || value === null) return value;
  if (isInline(value)) return { ...value, text: change((value as { text: string }).text) };
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      NO_TEXT.has(name) && !isRich(inner) ? inner : changed(inner, change),
    ]),
  );
}

function isInline(value: object): boolean {
  return (value as { kind?: unknown }).kind === 'text' && 'text' in value;
}

function isRich(value: unknown): value is RichText {
  return Array.isArray(value) && (value[0] as { kind?: unknown } | undefined)?.kind === 'paragraph';
}
