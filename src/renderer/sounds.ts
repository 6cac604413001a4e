import type { Bridge, PushOf } from '../shared/index.ts';

type Cue = PushOf<'sound.play'>['cue'];

/** Hertz and length of the tones of a cue, one after the other. */
const tunes: Readonly<Record<Cue, readonly (readonly [hertz: number, seconds: number])[]>> = {
  'badge-read': [[880, 0.09]],
  'your-turn': [
    [587, 0.12],
    [784, 0.16],
  ],
  done: [
    [523, 0.11],
    [659, 0.11],
    [784, 0.2],
  ],
  refused: [
    [330, 0.16],
    [247, 0.26],
  ],
};

const LOUDNESS = 0.12;
const RAMP_SECONDS = 0.015;

const play = (context: AudioContext, cue: Cue): void => {
  let at = context.currentTime;
  for (const [hertz, seconds] of tunes[cue]) {
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.frequency.value = hertz;
    // Ramps at both ends: a tone cut off hard clicks.
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(LOUDNESS, at + RAMP_SECONDS);
    gain.gain.setValueAtTime(LOUDNESS, at + seconds - RAMP_SECONDS);
    gain.gain.linearRampToValueAtTime(0, at + seconds);
    tone.connect(gain).connect(context.destination);
    tone.start(at);
    tone.stop(at + seconds);
    at += seconds;
  }
};

/** Runs an action once what stands on the screen now has been painted. */
const afterPaint = (action: () => void): void => {
  requestAnimationFrame(() => setTimeout(action));
};

/** Plays the main process's cues as short tones, unless the site wants silence. */
export const playCues = (bridge: Bridge, wanted: () => boolean): void => {
  let context: AudioContext | null = null;
  bridge.on['sound.play'](({ cue }) => {
    if (!wanted()) return;
    // Opening the system's sound takes a tenth of a second, which nobody should wait for the screen.
    afterPaint(() => {
      context ??= new AudioContext();
      play(context, cue);
    });
  });
};
