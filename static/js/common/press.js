// A press of a finger or of a mouse's button, from down to up: what changes the page under it would take it away, since a
// browser gives no click where it went down on one thing and up on another.
const AFTER = 50; // ms: of a touch the click comes after the pointer has gone

let held = null; // what is pressed
let waiting = [];

function released() {
  setTimeout(() => {
    held = null;
    const works = waiting;
    waiting = [];
    for (const work of works) work();
  }, AFTER);
}

/** Hear the presses of a page from now on. */
export function hearPresses(page) {
  page.addEventListener('pointerdown', (event) => { held = event.target; }, true);
  for (const name of ['pointerup', 'pointercancel']) page.addEventListener(name, released, true);
}

/** Whether something in `place` is pressed. */
export function isPressed(place) {
  return Boolean(held) && place.contains(held);
}

/** Do it now; where something in `place` is pressed, as soon as it is not. */
export function notUnderAPress(place, work) {
  if (isPressed(place)) waiting.push(work);
  else work();
}
