import Sequencer from '@jest/test-sequencer';

/** Suites that mostly wait (for leases, processes, a browser): begun late, they leave the cores idle at the end. */
const ORDER = [
  /\/test\/e2e\/fire\//,
  /\/test\/(e2e|integration)\/process\//,
  /\/test\/browser\//,
  /\/test\/e2e\//,
];

const rank = ({ path }) => {
  const at = ORDER.findIndex((pattern) => pattern.test(path));
  return at === -1 ? ORDER.length : at;
};

/** On a fresh machine Jest knows no durations; this order stands in for them. */
export default class WaitingFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
