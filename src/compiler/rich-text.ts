import MarkdownIt from 'markdown-it';
import type { Token } from 'markdown-it';
import type { Inline, RichText, TextBlock } from '../core/rich-text.js';
import type { ContentFault } from './problems.js';

const markdown = new MarkdownIt('commonmark', { html: false });
// Otherwise markdown-it turns a link that it considers dangerous into plain
// text, and the author would not hear of it.
markdown.validateLink = () => true;
// Keeps characters with a backslash before them apart from the others.
markdown.core.ruler.disable('text_join');

/** The parsed text, and everything in it that a lesson cannot show. */
export interface ParsedText {
  readonly text: RichText;
  readonly faults: readonly ContentFault[];
}

/** Parses the Markdown of the field named `field`. */
export function parseRichText(source: string, field: string): ParsedText {
  const reader = new Reader(field);
  const environment: NonNullable<Parameters<typeof markdown.parse>[1]> = {};
  const text = reader.blocks(markdown.parse(source, environment));
  if (Object.keys(environment.references ?? {}).length > 0) reader.refuseDefinition();
  return { text, faults: reader.faults };
}

/** Names for the tokens outside the subset. */
const FOREIGN: Readonly<Record<string, string>> = {
  heading_open: 'a heading',
  blockquote_open: 'a quotation',
  hr: 'a horizontal rule',
  fence: 'a code block',
  code_block: 'a code block (an indented line)',
  code_inline: 'code marks',
  image: 'an image',
  ordered_list_open: 'a numbered list',
  hardbreak: 'a forced line break',
  html_inline: 'HTML',
  html_block: 'HTML',
};

/**
 * Marks that Markdown leaves as text, and what the author meant by
 * them. Whoever means the mere character writes a backslash before it.
 */
const STRAY: readonly (readonly [RegExp, string])[] = [
  [/\*/, 'a star without a partner (write \\* for a plain star)'],
  [
    /(^|[^\p{L}\p{N}_])__?(?=[\p{L}\p{N}])|[\p{L}\p{N}]__?(?![\p{L}\p{N}_])/u,
    'an underscore without a partner (write \\_ for a plain underscore)',
  ],
  [/~~/, 'crossed-out text'],
  [/`/, 'code marks'],
  [/\] ?[[(]/, 'a broken link (write [words](https://…), without a space between)'],
  [/^\s*\||\|[^|]*\|/, 'a table'],
  [/(^|\s)#{1,6}\s+\S|^#{2,6}\S/, 'a heading'],
];

const HTML_TAG = /<\/?[a-z][a-z0-9-]*(\s[^<>]*)?\/?>|<!--/i;

class Reader {
  readonly faults: ContentFault[] = [];
  readonly #field: string;
  readonly #strays = new Set<string>();

  constructor(field: string) {
    this.#field = field;
  }

  blocks(tokens: readonly Token[]): RichText {
    const blocks: TextBlock[] = [];
    let items: (readonly Inline[])[] | null = null;
    let depth = 0;
    let paragraphs = 0;
    for (const token of tokens) {
      this.#refuse(token);
      if (token.type === 'list_item_open') paragraphs = 0;
      if (token.type === 'bullet_list_open') {
        depth += 1;
        if (depth > 1) this.#fault('a list inside a list');
        items ??= [];
      } else if (token.type === 'bullet_list_close') {
        depth -= 1;
        if (depth === 0 && items) {
          blocks.push({ kind: 'list', items });
          items = null;
        }
      } else if (token.type === 'inline') {
        const inlines = this.#inlines(token.children ?? []);
        paragraphs += 1;
        if (items && paragraphs > 1) this.#fault('a list entry with several paragraphs');
        if (items) items.push(inlines);
        else blocks.push({ kind: 'paragraph', inlines });
      }
    }
    return blocks;
  }

  #inlines(tokens: readonly Token[]): readonly Inline[] {
    const root: Inline[] = [];
    const open: { readonly close: (inlines: Inline[]) => Inline; readonly inlines: Inline[] }[] =
      [];
    const current = (): Inline[] => open.at(-1)?.inlines ?? root;
    for (const token of tokens) {
      this.#refuse(token);
      switch (token.type) {
        case 'text':
          if (HTML_TAG.test(token.content)) this.#fault('HTML');
          this.#refuseStray(token.content);
          addText(current(), token.content);
          break;
        // A character with a backslash before it, or an entity.
        case 'text_special':
          addText(current(), token.content);
          break;
        case 'softbreak':
          addText(current(), ' ');
          break;
        case 'em_open':
          open.push({ close: (inlines) => ({ kind: 'emphasis', inlines }), inlines: [] });
          break;
        case 'strong_open':
          open.push({ close: (inlines) => ({ kind: 'strong', inlines }), inlines: [] });
          break;
        case 'link_open': {
          const href = this.#href(token);
          open.push({ close: (inlines) => ({ kind: 'link', href, inlines }), inlines: [] });
          break;
        }
        case 'em_close':
        case 'strong_close':
        case 'link_close': {
          const closed = open.pop();
          if (closed) current().push(closed.close(closed.inlines));
          break;
        }
      }
    }
    return root;
  }

  #href(token: Token): string {
    const href = String(token.attrGet('href') ?? '');
    if (!isSafeLink(href)) this.faults.push({ kind: 'bad-link', href });
    return href;
  }

  #refuse(token: Token): void {
    const what = FOREIGN[token.type];
    if (what !== undefined) this.#fault(what);
  }

  /** Says each kind of stray mark once; a text with a lonely star often has several. */
  #refuseStray(text: string): void {
    for (const [mark, what] of STRAY) {
      if (mark.test(text) && !this.#strays.has(what)) {
        this.#strays.add(what);
        this.#fault(what);
      }
    }
  }

  /** Such a line would vanish from the text. */
  refuseDefinition(): void {
    this.#fault('an address on a line of its own');
  }

  #fault(what: string): void {
    this.faults.push({ kind: 'markdown', field: this.#field, what });
  }
}

/** Whether a link leads to a web page or a mailbox and nowhere else. */
export function isSafeLink(href: string): boolean {
  if (!/^(https:\/\/|mailto:)[^\s\\]+$/.test(href)) return false;
  try {
    const url = new URL(href);
    return url.protocol === 'mailto:' ? /^[^@]+@[^@]+$/.test(url.pathname) : url.username === '';
  } catch {
    return false;
  }
}

function addText(inlines: Inline[], text: string): void {
  const last = inlines.at(-1);
  if (last?.kind === 'text') inlines[inlines.length - 1] = { kind: 'text', text: last.text + text };
  else if (text !== '') inlines.push({ kind: 'text', text });
}
