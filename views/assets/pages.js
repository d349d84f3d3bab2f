/* Small comforts; every page works without them. */
(() => {
  'use strict';
  // One press is enough: a second one of the same button would only be refused.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = 'yes';
    const button = event.submitter || form.querySelector('button');
    if (button) {
      button.setAttribute('aria-busy', 'true');
      button.classList.add('busy');
    }
  });
  window.addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
    for (const button of document.querySelectorAll('.busy')) button.classList.remove('busy');
  });
  // A refused form opens at the field that was refused first.
  document.querySelector('[aria-invalid="true"]')?.focus();
  // Pasted keys bring spaces and line ends along.
  for (const field of document.querySelectorAll('input[data-trim]')) {
    field.addEventListener('change', () => {
      field.value = field.value.trim();
    });
  }
  for (const box of document.querySelectorAll('[data-shows]')) {
    const field = document.getElementById(box.dataset.shows);
    box.hidden = false;
    box.addEventListener('click', () => {
      const hidden = field.type === 'password';
      field.type = hidden ? 'text' : 'password';
      box.textContent = hidden ? 'Hide' : 'Show';
    });
  }
  // Copies by the clipboard; where the page may not use it, there is no button.
  if (window.navigator.clipboard) {
    for (const button of document.querySelectorAll('[data-copies]')) {
      const label = button.textContent;
      button.hidden = false;
      button.addEventListener('click', async () => {
        try {
          await window.navigator.clipboard.writeText(button.dataset.copies);
          button.textContent = 'Copied';
        } catch {
          button.textContent = 'Please copy by hand';
        }
        window.setTimeout(() => (button.textContent = label), 2000);
      });
    }
  }
  // The browser knows its zone; some still call it by a name that IANA has retired.
  for (const list of document.querySelectorAll('select[data-guess-zone]')) {
    if (list.value === '') {
      const guess = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const renamed = {
        'Asia/Calcutta': 'Asia/Kolkata',
        'Asia/Katmandu': 'Asia/Kathmandu',
        'Europe/Kiev': 'Europe/Kyiv',
        'Asia/Saigon': 'Asia/Ho_Chi_Minh',
        'Asia/Rangoon': 'Asia/Yangon',
      };
      list.value = renamed[guess] || guess;
    }
  }
  // The instant in the reader's own zone, beside the one the page names.
  for (const time of document.querySelectorAll('time[data-local]')) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) {
      time.title =
        'In your browser: ' + at.toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'short' });
    }
  }
})();
