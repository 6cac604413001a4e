// Makes a passkey with the options of the server and submits the attestation.
const button = document.querySelector('#add-passkey');
const form = document.querySelector('#attestation-form');
const error = document.querySelector('#error');

async function addPasskey() {
  error.textContent = '';
  button.disabled = true;
  try {
    const answer = await fetch('/security-info/passkey/options', { method: 'POST' });
    if (!answer.ok) throw new Error((await answer.json()).message);
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await answer.json());
    const credential = await navigator.credentials.create({ publicKey });
    form.elements.namedItem('attestation').value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (problem) {
    button.disabled = false;
    error.textContent = `The passkey was not registered: ${problem.message}`;
  }
}

button?.addEventListener('click', () => void addPasskey());
