
(() => {
  const lost = document.getElementById('lost');
  const refresh = async () => {
    if (document.hidden || !getSelection().isCollapsed) {
      return;
    }
    try {
      const answer = await fetch(location.href, {cache: 'no-store'});
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      const read = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const key = document.activeElement?.dataset?.key;
      document.querySelector('main').replaceWith(read.querySelector('main'));
      document.title = read.title;
      if (key) {
        document.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({preventScroll: true});
      }
      lost.hidden = true;
    } catch (e) {
      lost.hidden = false;
    }
  };
  setInterval(refresh, 5000);
  document.addEventListener('visibilitychange', refresh);
  document.addEventListener('submit', event => { event.submitter.disabled = true; });
})();
