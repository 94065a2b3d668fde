import { z } from 'zod';
import { isSafeLink, parseRichText } from './rich-text.js';
import type { ContentFault } from './problems.js';

/** A fault as it leaves the author's field; the field's name is known only outside. */
const FIELD = '';

function report(context: z.RefinementCtx, fault: ContentFault): void {
  context.addIssue({ code: 'custom', params: { fault }, message: fault.kind });
}

function checkText(value: string, context: z.RefinementCtx): void {
  if (value.trim() === '') report(context, { kind: 'empty-text', field: FIELD });
  const control = CONTROL.exec(value)?.[0];
  if (control !== undefined) {
    const code = control.codePointAt(0) ?? 0;
    report(context, { kind: 'control-character', field: FIELD, code });
  }
}

// C0 and C1 controls, direction overrides, zero-width marks, lone surrogates
// and noncharacters: XML forbids some, and all of them mislead whoever reads a report.
const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Words on one line or more, shown as they are. */
export const text = z
  .string()
  .superRefine(checkText)
  .transform((value) => value.trim());

/** Words on one line: what an LMS report or an attribute can hold. */
export const line = z
  .string()
  .superRefine((value, context) => {
    checkText(value, context);
    if (/[\n\t]/.test(value.trim())) report(context, { kind: 'line-break', field: FIELD });
  })
  .transform((value) => value.trim());

/** Markdown, parsed into the tree that the page renders. */
export const richText = z.string().transform((value, context) => {
  checkText(value, context);
  const { text: tree, faults } = parseRichText(value, FIELD);
  for (const fault of faults) report(context, fault);
  return tree;
});

/**
 * A permanent slug. Single hyphens keep slugs apart in SCORM 2004, where a
 * hyphen turns into an underscore, and a length that any report can show.
 */
export const id = z.string().superRefine((value, context) => {
  if (!SLUG.test(value) || value.length > LONGEST_ID) report(context, { kind: 'bad-id', value });
  // A name that every JavaScript object has, such as `constructor`, would be found where nothing was stored.
  else if (value in Object.prototype) report(context, { kind: 'reserved-id', id: value });
});

const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_ID = 60;

/** How much a question counts; LMSs take weightings up to 100. */
export const weight = ranged((value) => value > 0 && value <= 100, {
  rule: 'a number above 0, and at most 100',
});

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number): z.ZodType<number> {
  const rule = `a whole number from ${least} to ${most}`;
  return ranged((value) => Number.isInteger(value) && value >= least && value <= most, { rule });
}

/** Texts with a form of their own. */
export const accepts = {
  version: matching(/^\d+\.\d+\.\d+$/, (value) => ({ kind: 'bad-version', value })),
  language: z.string().superRefine((value, context) => {
    if (!isLanguage(value)) report(context, { kind: 'bad-language', value });
  }),
  link: z.string().superRefine((value, context) => {
    if (!isSafeLink(value)) report(context, { kind: 'bad-link', href: value });
  }),
} as const;

function matching(pattern: RegExp, fault: (value: string) => ContentFault): z.ZodType<string> {
  return z.string().superRefine((value, context) => {
    if (!pattern.test(value)) report(context, fault(value));
  });
}

function ranged(isFine: (value: number) => boolean, { rule }: { rule: string }): z.ZodType<number> {
  return z.number().superRefine((value, context) => {
    if (!isFine(value)) {
      report(context, { kind: 'out-of-range', field: FIELD, value: String(value), rule });
    }
  });
}

function isLanguage(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value)[0] === value;
  } catch {
    return false;
  }
}
