/**
 * Sums up Jest's result file over all suites. A suite that could not run is a failure of its own; with
 * REQUIRE_ALL a skipped test is one too.
 * @param {object | undefined} result what `jest --json` wrote; undefined when it wrote nothing
 */
export function summarise(result, requireAll) {
  if (!result) return { passed: 0, failed: 1, skipped: 0 };
  const skipped = result.numPendingTests + result.numTodoTests;
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    failed: requireAll ? failed + skipped : failed,
    skipped: requireAll ? 0 : skipped,
  };
}

/** The names of skipped tests, grouped by file, for the person who wonders. */
export function skippedTests(result) {
  return (result?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'todo')
      .map((test) => `${name}: ${test.fullName}`),
  );
}
