// A page that came back with errors begins at what is wrong: the summary on top of the form takes
// the focus, its links lead into the fields, out of whatever is folded over them. One that shows what
// a form would do begins at that.

function reach(link) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  for (let fold = target && target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
  return target;
}

// Nothing is kept of a page that a form was sent for, so the way back to it would end in the browser's own error: it counts as
// the empty form.
function beginAtWhatIsToConfirm() {
  const place = document.querySelector('[data-to-confirm]');
  if (!place) return;
  window.history.replaceState(null, '', window.location.href);
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'center' });
}

export function wireErrors() {
  const summary = document.querySelector('[data-errors]');
  if (!summary) return beginAtWhatIsToConfirm();
  summary.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && reach(link);
    if (!target) return;
    event.preventDefault();
    target.scrollIntoView({ block: 'center' });
    // a group of choices cannot take it, its first one can
    const inside = target.matches('div, fieldset') && target.querySelector('input, select, textarea');
    (inside || target).focus({ preventScroll: true });
  });
  summary.focus();
  return undefined;
}
