// Waits for the phone: what it answered is submitted, so that the page goes on by itself.
const form = document.querySelector('#signin-form');

async function watchPhone() {
  const answer = await fetch(`${form.getAttribute('action')}/phone`);
  const { state } = await answer.json();
  if (state === 'waiting') setTimeout(() => void watchPhone(), 500);
  else document.querySelector('#phone-again').click();
}

setTimeout(() => void watchPhone(), 500);
