// Choosing a file: drag and drop, the size shown, and what cannot be read said before it is sent. The server checks it all again.
const form = document.querySelector('[data-upload]');

function size(bytes) {
  return bytes >= 1048576 ? (bytes / 1048576).toFixed(1).replace('.0', '') + ' MB' : Math.max(1, Math.round(bytes / 1024)) + ' KB';
}

if (form) {
  const drop = form.querySelector('[data-drop]');
  const input = drop.querySelector('input[type=file]');
  const said = drop.querySelector('[data-said]');
  const button = form.querySelector('[data-working]');
  const label = button.textContent;
  const most = Number(form.dataset.most);
  const accept = form.dataset.accept.split(',');
  drop.querySelector('[data-hint]').hidden = false;

  const fault = (file) => {
    const name = file.name.toLowerCase();
    if (!accept.some((suffix) => name.endsWith(suffix))) return '只能导入 ' + accept.join('、') + ' 文件，请另存为其中一种。';
    if (file.size > most) return '文件有 ' + size(file.size) + '，超过 ' + size(most) + '，请去掉其中的图片再导入。';
    return file.size ? '' : '文件是空的，请检查是不是选错了文件。';
  };

  const show = () => {
    const file = input.files[0];
    const bad = file ? fault(file) : '';
    said.textContent = bad || (file ? file.name + '（' + size(file.size) + '）' : '');
    said.classList.toggle('text-danger', Boolean(bad));
    input.classList.toggle('is-invalid', Boolean(bad));
    drop.classList.toggle('is-bad', Boolean(bad));
    input.setCustomValidity(bad);
  };

  input.addEventListener('change', show);
  for (const name of ['dragenter', 'dragover']) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add('is-over'); });
  }
  for (const name of ['dragleave', 'drop']) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.remove('is-over'); });
  }
  drop.addEventListener('drop', (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    show();
  });
  // beside the frame a dropped file would be opened in place of the page
  for (const name of ['dragover', 'drop']) document.addEventListener(name, (event) => event.preventDefault());
  form.addEventListener('submit', () => { button.textContent = button.dataset.working; });
  window.addEventListener('pageshow', () => {
    button.textContent = label;
    // with no file chosen, what is said there is the server's
    if (input.files.length) show();
  });
}
