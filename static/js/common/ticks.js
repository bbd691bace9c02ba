// A list of ticks: all or none with one press, and how many there are. Without scripts each is ticked by itself.
import { commands } from './commands.js';

// so many are ticked one by one
const FEW = 3;

function attach(list) {
  const boxes = Array.from(list.querySelectorAll('input[type="checkbox"]'));
  const bar = list.querySelector('[data-tick-bar]');
  const count = list.querySelector('[data-tick-count]');
  const say = () => {
    const unit = count.dataset.unit || '人';
    count.textContent = `已选 ${boxes.filter((box) => box.checked).length} ${unit}`;
  };
  commands(bar, {
    '[data-tick]': (button) => {
      boxes.forEach((box) => {
        box.checked = button.dataset.tick === 'all';
      });
      say();
    },
  });
  list.addEventListener('change', say);
  bar.hidden = boxes.length <= FEW;
  say();
}

document.querySelectorAll('[data-ticks]').forEach(attach);
