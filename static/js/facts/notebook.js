// The pages of the notebook.
import { KeptForm } from './kept_form.js';

const form = document.querySelector('[data-fact-form]');
const saved = document.querySelector('[data-saved]');
if (form) new KeptForm(form).restore(saved ? saved.dataset.saved : '');
