// A clock that goes on only when a test says so, for the timers of the scripts under test; those of
// the process itself, which its requests need, go on by themselves. (The clock of node:test holds
// these too, and takes away a timer that waits when one that has gone off is cleared.)

const { setTimeout: start, clearTimeout: stop } = globalThis;
const waiting = new Map(); // number -> {at, act}
let now = 0;
let last = 1e12; // no number of the process's own

// Whether the caller of our caller is a script under test.
function isOurs() {
  return new Error('where').stack.split('\n')[3].includes('/static/js/');
}

globalThis.setTimeout = (act, wait = 0, ...more) => {
  if (!isOurs()) return start(act, wait, ...more);
  last += 1;
  waiting.set(last, { at: now + wait, act });
  return last;
};
globalThis.clearTimeout = (timer) => { if (!waiting.delete(timer)) stop(timer); };

/** What waited before never goes off. */
export function forget() {
  waiting.clear();
}

/** Let so many ms pass: what is due goes off, in order. */
export function tick(ms) {
  const end = now + ms;
  for (;;) {
    const due = Array.from(waiting).filter(([, { at }]) => at <= end);
    if (!due.length) break;
    const [number, { at, act }] = due.reduce((one, two) => (two[1].at < one[1].at ? two : one));
    waiting.delete(number);
    now = at;
    act();
  }
  now = end;
}
