// What every page has.
import { pressOnce } from './double_clicks.js';
import { waitForComposition } from './composing.js';
import { wireErrors } from './errors.js';
import { growingFields } from './growing.js';
import { sendByKey } from './ctrl_enter.js';
import { wireOffline } from './offline.js';
import { sendOnce } from './once.js';
import { cleanPastes } from './paste.js';
import { showablePasswords } from './password_field.js';
import { leaveOutLateAnswers } from './pieces.js';
import { hearPresses } from './press.js';
import { saveKey } from './save_key.js';
import { wireTextSize } from './text_size.js';

hearPresses(document);
wireOffline();
wireTextSize();
pressOnce();
sendOnce();
leaveOutLateAnswers();
saveKey();
cleanPastes();
sendByKey(document);
showablePasswords();
wireErrors();
growingFields();
waitForComposition(document);
