// Asks the browser for a passkey and submits what it signed. The options come with the page.
const button = document.querySelector('#use-passkey');
const form = document.querySelector('#passkey-form');
const error = document.querySelector('#error');

async function usePasskey() {
  error.textContent = '';
  button.disabled = true;
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(form.dataset.options));
    const credential = await navigator.credentials.get({ publicKey });
    form.elements.namedItem('assertion').value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (problem) {
    button.disabled = false;
    error.textContent = `The passkey could not be used (${problem.name}). Try again or choose another way.`;
  }
}

button?.addEventListener('click', () => void usePasskey());
