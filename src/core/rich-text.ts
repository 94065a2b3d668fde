/**
 * An author's formatted text, parsed at build time. The page renders this tree
 * and never parses markup, so text can never become an element.
 */
export type RichText = readonly TextBlock[];

/** A paragraph, or a list of one level. */
export type TextBlock =
  | { readonly kind: 'paragraph'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] };

/** Words, or words with one format around them. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'emphasis'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'strong'; readonly inlines: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly inlines: readonly Inline[] };

/** The words of `text` without formatting, blocks joined by a blank. */
export function plainText(text: RichText): string {
  return text
    .flatMap((block) => (block.kind === 'paragraph' ? [block.inlines] : block.items))
    .map((inlines) => inlines.map(inlineText).join(''))
    .join(' ');
}

function inlineText(inline: Inline): string {
  return inline.kind === 'text' ? inline.text : inline.inlines.map(inlineText).join('');
}
