// On narrow screens phrases and findings lie in a drawer over the text.

export function closeDrawer() {
  const drawer = window.bootstrap && window.bootstrap.Offcanvas.getInstance(document.getElementById('picker'));
  if (drawer) drawer.hide();
}
