// Ctrl+Enter sends what is being written, where a field says so (data-ctrl-enter): the button is
// that of its fold, else of its form.

/** For all fields below `root`, those that come later too. */
export function sendByKey(root) {
  root.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    if (!target.matches('textarea[data-ctrl-enter]')) return;
    event.preventDefault();
    const fold = target.closest('details');
    const button = (fold && fold.querySelector('[type=submit]')) || target.form.querySelector('[type=submit]');
    if (!event.repeat) button.click();
  });
}
