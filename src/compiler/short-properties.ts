/**
 * Gives the custom properties of `styles` names of a letter or two, in the page
 * that `styles` and `body` make. The long names are for people, and a page says
 * them a thousand times.
 */
export function shortProperties(
  styles: string,
  body: string,
): { readonly styles: string; readonly body: string } {
  const names = [...new Set(styles.match(PROPERTY))];
  const short = new Map(names.map((name, index) => [name, `--${index.toString(36)}`]));
  const shorten = (text: string, pattern: RegExp): string =>
    text.replace(pattern, (name) => short.get(name) ?? name);
  // Words of the body are an author's; only where a drawing takes its colours is a property meant.
  return { styles: shorten(styles, PROPERTY), body: shorten(body, USED) };
}

const PROPERTY = /(?<![\w-])--[a-z][\w-]*/g;
const USED = /(?<=="var\()--[a-z][\w-]*(?=\)")/g;
