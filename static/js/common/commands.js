// What buttons and links of a page do by script: the one place that hears them pressed.

/** `table` gives for each selector what a press on such an element, or on something in it, does:
 *  act(element, event). Of several that fit only the first one acts, so what lies within
 *  something else stands above it. */
export function commands(root, table) {
  root.addEventListener('click', (event) => {
    for (const [selector, act] of Object.entries(table)) {
      const element = event.target.closest(selector);
      if (element && root.contains(element)) {
        act(element, event);
        return;
      }
    }
  });
}

/** For an act that adds or takes something: whoever presses twice means it once. The second
 *  press of a double click, and one while the first is still under way, do nothing. */
export function single(act) {
  const underWay = new WeakSet();
  return async (element, event) => {
    if (event.detail > 1 || underWay.has(element)) {
      event.preventDefault();
      return;
    }
    underWay.add(element);
    try {
      await act(element, event);
    } finally {
      underWay.delete(element);
    }
  };
}
