// The pages of opinions.
import { KeptForm, OPINIONS } from '../facts/kept_form.js';

const form = document.querySelector('[data-opinion-form]');
if (form) new KeptForm(form, form.dataset.place || OPINIONS).restore(form.dataset.saved);
