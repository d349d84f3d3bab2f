/** `npm run -s test-platform-credential -- --customer_id ID --platform P`: the runbook's validation test (Step 8). */
import { parseArgs } from 'node:util';
import { platformName, PLATFORMS } from '../src/agents/platform-names.js';
import { explain, UsageError } from '../src/attached.js';
import { validationTest, type Validation } from './validation/validation-test.js';

const NAME = 'test-platform-credential';
const USAGE = `Usage: npm run -s ${NAME} -- --customer_id <id or C-number> --platform <platform>
Platforms: ${PLATFORMS.join(', ')}`;

/** @throws UsageError */
function understand(args: string[]): Validation {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ args, options: { customer_id: option, platform: option } });
    const platform = platformName.safeParse(values.platform?.trim().toLowerCase());
    const customer = values.customer_id?.trim();
    if (customer && platform.success) return { customer, platform: platform.data, script: NAME };
  } catch {
    // Unknown or incomplete options: the usage says it better.
  }
  throw new UsageError(USAGE);
}

try {
  await validationTest(understand(process.argv.slice(2)));
} catch (error) {
  process.exitCode = explain(error);
}
