// A hand over a part of the page: it moves there, scrolls, or presses something. What comes anew by itself waits until it has gone,
// else a press would be lost with what it went down on, or fall upon what has just come to lie there.
import { isPressed } from './press.js';

const GONE = 800; // ms without a movement: a mouse that only rests there is about to do nothing

export class Hand {
  constructor(place) {
    this.place = place;
    this.timer = 0;
    for (const name of ['pointermove', 'pointerdown', 'wheel']) place.addEventListener(name, () => this.moved(), { passive: true });
  }

  moved() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => { this.timer = 0; }, GONE);
  }

  get there() {
    return Boolean(this.timer) || isPressed(this.place);
  }
}

/** Whether htmx brings what nobody asked for: what a script renews, or what asks again from time to time. */
export function isUnasked({ verb, triggeringEvent }) {
  return verb === 'get' && (!triggeringEvent || triggeringEvent.type === 'refresh');
}
