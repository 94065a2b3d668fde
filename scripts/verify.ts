import { describeFinding, hasErrors } from '../src/package/finding.js';
import { verifyPackage } from '../src/package/verify-package.js';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error(
    'Say which packages to check: npm run verify -- dist/it-project-manager-scorm12.zip',
  );
  process.exitCode = 1;
}
for (const file of files) {
  const findings = await verifyPackage(file, file);
  console.log(`${file}: ${findings.length === 0 ? 'nothing to complain about' : ''}`.trimEnd());
  for (const finding of findings) console.log(`  ${describeFinding(finding)}`);
  if (hasErrors(findings)) process.exitCode = 1;
}
