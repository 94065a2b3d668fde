import { MANIFEST_RULES } from './manifest-rules.js';
import { RESOURCE_RULES } from './resource-rules.js';
import { ZIP_RULES } from './zip-rules.js';

/** Every rule that a package is checked by. */
export const RULES = { ...ZIP_RULES, ...MANIFEST_RULES, ...RESOURCE_RULES };

export type Rule = keyof typeof RULES;
