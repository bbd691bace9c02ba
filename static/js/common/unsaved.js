// Whoever leaves a page with something unsaved in one of its forms is asked first, whichever link,
// button or key it was.

/** What a form would send, as one text; `leftOut` are names of fields that hold no work. */
function said(form, leftOut) {
  const rows = [];
  new window.FormData(form).forEach((value, name) => {
    if (!leftOut.includes(name)) rows.push([name, typeof value === 'string' ? value : value.name]);
  });
  return JSON.stringify(rows);
}

function chosenFirst(select) {
  const options = Array.from(select.options);
  const one = options.find((option) => option.defaultSelected) || options[0];
  return one ? one.value : '';
}

// Whether a field says something else than the page brought: also what was typed before this script
// came, or put back by the browser after an answer that never came.
function changed(field, leftOut) {
  if (!field.name || field.type === 'hidden' || leftOut.includes(field.name)) return false;
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  if (field.type === 'select-one') return field.value !== chosenFirst(field);
  return field.defaultValue !== undefined && field.value !== field.defaultValue;
}

export class Guard {
  // `forms()` gives the forms of the page as it is now: some may come and go. A form that the server
  // gave back with what was typed says so (data-unsaved).
  constructor(forms, leftOut = []) {
    this.forms = forms;
    this.leftOut = ['csrfmiddlewaretoken', ...leftOut];
    this.first = new WeakMap(this.forms().map((form) => [form, said(form, this.leftOut)]));
    this.sent = null;
    // after all other listeners: what a script sends or holds back leaves no page
    window.addEventListener('submit', (event) => {
      this.sent = event.defaultPrevented ? null : event.target;
    });
    window.addEventListener('beforeunload', (event) => {
      const { sent } = this;
      // once: a file may be the answer, and the page stays
      this.sent = null;
      if (!this.unsaved().some((form) => form !== sent)) return;
      event.preventDefault();
      event.returnValue = ''; // what Chromium before 119 goes by
    });
  }

  /** The forms that hold something unsaved. */
  unsaved() {
    return this.forms().filter((form) => 'unsaved' in form.dataset
      || (this.first.has(form) && this.first.get(form) !== said(form, this.leftOut))
      || Array.from(form.elements).some((field) => changed(field, this.leftOut)));
  }
}
