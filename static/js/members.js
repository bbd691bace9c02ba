// The import of a list of members: a form is sent once however often it is clicked (a second answer would take the place of the
// one-time passwords), and a button prints the page.
for (const form of document.querySelectorAll('[data-once]')) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    sent = true;
    // after the values are collected: a disabled button is not sent
    setTimeout(() => {
      for (const button of form.querySelectorAll('button')) button.disabled = true;
    });
  });
  window.addEventListener('pageshow', () => {
    sent = false;
    for (const button of form.querySelectorAll('button')) button.disabled = false;
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
