import { z } from 'zod';
import { id, line, richText, weight } from './content-fields.js';

const trait = z.strictObject({ id, text: line, fits: z.boolean(), reason: line });

const persona = z.strictObject({
  picture: z.strictObject({ name: id, alt: line }),
  traits: z.array(trait).min(1),
});

const option = z.strictObject({ id, text: line, label: line, feedback: richText });

/** Only where one is chosen can the options be people. */
const candidate = option.extend({ persona: persona.optional() });

const base = {
  id,
  prompt: line,
  label: line,
  section: id,
  weight: weight.default(1),
  explanation: richText,
};

/** One graded question, by its type. */
export const question = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('single-choice'),
    ...base,
    options: z.array(candidate).min(2).max(36),
    correct: id,
  }),
  z.strictObject({
    type: z.literal('multiple-choice'),
    ...base,
    options: z.array(option).min(2).max(36),
    correct: z.array(id).min(1),
  }),
  z.strictObject({
    type: z.literal('true-false'),
    ...base,
    correct: z.boolean(),
    feedback: z.strictObject({ true: richText, false: richText }),
  }),
  z.strictObject({
    type: z.literal('matching'),
    ...base,
    targets: z
      .array(z.strictObject({ id, text: line, label: line }))
      .min(2)
      .max(36),
    items: z
      .array(z.strictObject({ id, text: line, label: line, target: id, feedback: richText }))
      .min(2)
      .max(36),
  }),
]);
