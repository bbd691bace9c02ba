// The admin, and pages whose forms are guarded: whoever leaves something unsaved is asked first.
import { Guard } from '../common/unsaved.js';

const FORMS = '.change-form #content-main form[method=post], form[data-guarded]';

// After Django's own scripts have arranged the form.
window.addEventListener('load', () => {
  document.querySelectorAll(FORMS).forEach((form) => {
    // what came back with a mistake in it was typed and is not saved
    if (form.querySelector('.errornote')) form.dataset.unsaved = '';
  });
  return new Guard(() => Array.from(document.querySelectorAll(FORMS)));
});
