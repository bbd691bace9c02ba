// The page of last year's paper: ticks are saved as in the panel; the form's buttons work without this too.
import { Promises } from './promises.js';

const form = document.querySelector('[data-promises]');
if (form && !form.querySelector('fieldset').disabled) new Promises(form);
