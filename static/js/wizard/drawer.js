// On narrow screens phrases and findings lie in a drawer over the text.

function drawer() {
  return window.bootstrap && window.bootstrap.Offcanvas;
}

/** Where the column at the right is no drawer, it is in sight already. */
export function openDrawer() {
  if (drawer() && window.matchMedia('(max-width: 1199.98px)').matches) {
    drawer().getOrCreateInstance(document.getElementById('picker')).show();
  }
}

function heard(column, event) {
  return new Promise((done) => { column.addEventListener(event + '.bs.offcanvas', done, { once: true }); });
}

/** Who writes in the page when the drawer has slid out goes on writing there: Bootstrap gives the focus to the button that opened it. */
export function leaveFocus(column) {
  column.addEventListener('hidden.bs.offcanvas', () => {
    const here = document.activeElement;
    if (here && here !== document.body && !column.contains(here)) queueMicrotask(() => here.focus({ preventScroll: true }));
  });
}

/** Who goes on by the keyboard while the drawer slides in stays where they are: Bootstrap gives the focus to the drawer itself when it
 *  is there. */
export function keepFocus(column) {
  let inside = null;
  column.addEventListener('show.bs.offcanvas', () => { inside = null; });
  column.addEventListener('focusin', ({ target }) => { if (target !== column) inside = target; });
  column.addEventListener('shown.bs.offcanvas', () => {
    if (inside && document.activeElement === column && column.contains(inside)) inside.focus({ preventScroll: true });
  });
}

// Bootstrap keeps hold of the focus of a drawer that is told to hide while it slides in; so that is waited for, and the focus is
// then where it was put meanwhile.
async function hide(column, known) {
  if (column.classList.contains('showing')) {
    let outside = null;
    const note = ({ target }) => { if (!column.contains(target)) outside = target; };
    document.addEventListener('focusin', note);
    await heard(column, 'shown');
    document.removeEventListener('focusin', note);
    known.hide();
    if (outside) outside.focus({ preventScroll: true });
  } else {
    known.hide();
  }
}

/** Resolves when the drawer is closed. */
export async function closeDrawer() {
  const column = document.getElementById('picker');
  const known = drawer() && drawer().getInstance(column);
  if (!known || !/\bshow(ing)?\b/.test(column.className)) return;
  const hidden = heard(column, 'hidden');
  await hide(column, known);
  await hidden;
  await new Promise((done) => { setTimeout(done, 0); });
}
