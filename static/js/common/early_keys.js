// Keys that are pressed before a page's modules are there. A plain script in the head, so that it listens before anything is seen;
// keys.js takes over what it kept, in order.
(function () {
  const kept = [];
  const keep = (event) => kept.push(event);
  document.addEventListener('keydown', keep, true);
  window.takeEarlyKeys = () => {
    document.removeEventListener('keydown', keep, true);
    return kept.splice(0);
  };
})();
