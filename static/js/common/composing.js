// A list that is looked up while somebody types waits until an input method has done: half a syllable
// is nothing to look for. The last characters of a composition come with no event of their own after
// it, so that one is sent.
export function waitForComposition(root) {
  const looksUp = ({ target }) => target.matches('input[type=search]');
  root.addEventListener('input', (event) => {
    if (event.isComposing && looksUp(event)) event.stopImmediatePropagation();
  }, true);
  root.addEventListener('compositionend', (event) => {
    if (looksUp(event)) event.target.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
