// Pieces of pages are htmx's; here is what happens where it got none, or got one that must not come.
import { isPressed } from './press.js';

/** The form that an htmx event's request has sent; null where it only asked for something, as what
 *  follows the typing does. The event's own element is another one once the answer has taken the
 *  form away. */
export function formOf({ detail: { requestConfig } }) {
  const { verb, triggeringEvent } = requestConfig;
  const sent = verb !== 'get' && triggeringEvent && ['submit', 'click'].includes(triggeringEvent.type);
  return sent ? triggeringEvent.target.closest('form') : null;
}

/** `refused(status, event)` is told of an answer that is an error, `away(event)` of no answer at all.
 *  With `own` the trouble of this part of the page is its own business, and the page around it
 *  is not told. */
export function onTrouble(root, { refused, away, own = false }) {
  const listen = (name, act) => root.addEventListener(name, (event) => {
    if (own) event.stopPropagation();
    act(event);
  });
  listen('htmx:responseError', (event) => refused(event.detail.xhr.status, event));
  listen('htmx:sendError', away);
  listen('htmx:timeout', away);
}

/** For pages that are all pieces: signed out, or what was asked for is gone: the page itself
 *  says what to do; else `away()`. */
export function onTroubleOfPage(away) {
  const refused = (status) => {
    if ([401, 403, 404].includes(status)) window.location.reload();
    else away();
  };
  onTrouble(document.body, { refused, away });
}

/** A piece that asks again by itself may be gone before its answer comes, since somebody opened another
 *  panel meanwhile: that answer is no longer wanted. And where something is pressed in what it would
 *  replace, one that asks every so often waits for its next time: the click would be lost. */
export function leaveOutLateAnswers() {
  document.addEventListener('htmx:beforeSwap', ({ detail }) => {
    // htmx gives no event to what nobody triggered
    const { elt, triggeringEvent } = detail.requestConfig;
    if (triggeringEvent) return;
    const asksAgain = /\bevery\b/.test(elt.getAttribute('hx-trigger') || '');
    if (!elt.isConnected || (asksAgain && isPressed(detail.target))) detail.shouldSwap = false;
  });
}

/** Ask for a piece anew; one that is in sight from the start, before htmx has looked at the page. */
export function renew(piece) {
  window.htmx.process(piece);
  window.htmx.trigger(piece, 'refresh');
}
