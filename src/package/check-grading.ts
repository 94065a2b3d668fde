import type { ScormEdition } from '../../manifest/editions.js';
import { finding, type Finding } from './finding.js';
import { at, attribute, children, descendants, type ManifestElement } from './manifest-model.js';

/** Checks what the manifest says about pass marks, sequencing, buttons and limits. */
export function checkGrading(root: ManifestElement, edition: ScormEdition): readonly Finding[] {
  return [
    ...descendants(root, 'masteryscore').flatMap(checkMasteryScore),
    ...(edition === 'scorm12' ? [] : checkSequencing(root)),
    ...timeLimits(root),
    ...descendants(root, 'description').flatMap((element) => descriptionFindings(element)),
  ];
}

function checkMasteryScore(element: ManifestElement): readonly Finding[] {
  const text = element.text;
  if (/^(100|[1-9]?\d)$/.test(text)) {
    return [finding('mastery-locks', at(element), `the manifest sets the pass mark ${text}`)];
  }
  return [finding('mastery-score', at(element), `the masteryscore is "${text}"`)];
}

function checkSequencing(root: ManifestElement): readonly Finding[] {
  const findings: Finding[] = [];
  for (const objective of descendants(root, 'primaryObjective')) {
    if (children(objective, 'minNormalizedMeasure').length === 0) {
      const what = 'the primary objective has no minNormalizedMeasure';
      findings.push(finding('measure-missing', at(objective), what));
    }
  }
  for (const item of descendants(root, 'item')) {
    if (children(item, 'item').length === 0) findings.push(...checkDelivery(item));
  }
  for (const mode of descendants(root, 'controlMode')) {
    // By the standard choice is true and flow is false when nothing is said.
    if (
      isFalse(attribute(mode, 'choice') ?? 'true') &&
      isFalse(attribute(mode, 'flow') ?? 'false')
    ) {
      findings.push(finding('no-navigation', at(mode), 'choice and flow are both false'));
    }
  }
  return [...findings, ...checkButtons(root)];
}

function checkDelivery(item: ManifestElement): readonly Finding[] {
  const controls = descendants(item, 'deliveryControls')[0];
  const unset = ['completionSetByContent', 'objectiveSetByContent'].filter(
    (name) => !controls || isFalse(attribute(controls, name) ?? 'false'),
  );
  if (unset.length === 0) return [];
  const what = `${unset.join(' and ')} ${unset.length > 1 ? 'are' : 'is'} not true`;
  return [finding('set-by-content', at(controls ?? item), what)];
}

function checkButtons(root: ManifestElement): readonly Finding[] {
  return descendants(root, 'navigationInterface').flatMap((element) => {
    const hidden = children(element, 'hideLMSUI').map(({ text }) => text.trim());
    if (!hidden.includes('exit') || !hidden.includes('suspendAll')) return [];
    return [finding('no-way-out', at(element), 'both exit and suspendAll are hidden')];
  });
}

function timeLimits(root: ManifestElement): readonly Finding[] {
  const limits = [
    ...descendants(root, 'maxtimeallowed'),
    ...descendants(root, 'limitConditions').filter((element) =>
      element.attributes.some(({ name }) => name.endsWith('DurationLimit')),
    ),
  ];
  return limits.map((element) =>
    finding('time-limit', at(element), 'the manifest sets a time limit'),
  );
}

/** SCORM Cloud keeps 1,000 characters of a description. */
const LONGEST_DESCRIPTION = 1000;

/** The text stands in the element itself or in one string per language. */
function descriptionFindings(element: ManifestElement): readonly Finding[] {
  return [element, ...descendants(element)].flatMap((part) => {
    const { length } = part.text.trim();
    if (length <= LONGEST_DESCRIPTION) return [];
    return [finding('description-long', at(part), `the description has ${length} characters`)];
  });
}

function isFalse(value: string): boolean {
  return value === 'false' || value === '0';
}
