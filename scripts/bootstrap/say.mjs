/** A reason to stop that a person can act on; printed without a stack. */
export class Stop extends Error {}

// A reader that went away (`npm start | head`) must not end an installation half-way.
process.stderr.on('error', () => {});
process.stdout.on('error', () => {});

/** Tells the person at the terminal; stdout belongs to the path of Node. */
export function say(text) {
  process.stderr.write(`${text}\n`);
  return true;
}

/**
 * Shows that long work goes on: one line rewritten on a terminal, else a line every ten seconds.
 * @param {string} title what is being done
 * @param {() => string} detail how far it is, asked each time
 * @returns {() => void} ends it
 */
export function progress(title, detail) {
  const started = Date.now();
  const terminal = process.stderr.isTTY;
  const text = () => `${title}: ${Math.round((Date.now() - started) / 1000)} s${detail()}`;
  const show = () => process.stderr.write(terminal ? `\r\u001b[K${text()}` : `${text()}\n`);
  const timer = setInterval(show, terminal ? 250 : 10_000);
  return () => {
    clearInterval(timer);
    if (terminal) process.stderr.write('\r\u001b[K');
    say(`${title}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  };
}
