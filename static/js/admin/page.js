// What every page of the admin has. Its forms may answer with a file, and the page stays: what
// holds a second press back is short, and its buttons look as Django has them.
import { sendOnce } from '../common/once.js';
import './unsaved.js';

sendOnce({ patience: 3000, show: false });
